package dev.firesteel.executor.spill;

import dev.firesteel.executor.memory.TaskMemory;
import dev.firesteel.serialization.RecordSerializer;

/**
 * What the spillable structures of one task share. Used by the task's own thread.
 *
 * @param memory the task's share of the memory budget
 * @param serializer writes and reads records
 * @param directories where files go
 * @param compression how chunks are stored
 * @param counters counts bytes moved
 * @param freeBytes what each structure may hold without asking for it
 */
public record Workspace(
    TaskMemory memory,
    RecordSerializer serializer,
    LocalDirectories directories,
    Compression compression,
    IoCounters counters,
    long freeBytes) {
  private static final long FREE_BYTES = 1 << 20;

  /** A workspace whose structures hold up to 1 MiB each without asking. */
  public Workspace(
      TaskMemory memory,
      RecordSerializer serializer,
      LocalDirectories directories,
      Compression compression,
      IoCounters counters) {
    this(memory, serializer, directories, compression, counters, FREE_BYTES);
  }
}
