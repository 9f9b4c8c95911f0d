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
 */
public record Workspace(
    TaskMemory memory,
    RecordSerializer serializer,
    LocalDirectories directories,
    Compression compression,
    IoCounters counters) {}
