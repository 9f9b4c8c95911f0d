package dev.firesteel.executor.task;

import dev.firesteel.executor.memory.MemoryBudget;
import dev.firesteel.executor.memory.TaskMemory;
import dev.firesteel.executor.spill.Compression;
import dev.firesteel.executor.spill.IoCounters;
import dev.firesteel.executor.spill.LocalDirectories;
import dev.firesteel.executor.spill.Workspace;
import dev.firesteel.executor.store.BlockStore;
import dev.firesteel.serialization.RecordSerializer;

/**
 * Memory and disk that tasks work with.
 *
 * @param budget memory of tasks and kept blocks
 * @param directories where files go
 * @param compression how files are stored
 * @param blocks the kept partitions
 */
public record TaskStorage(
    MemoryBudget budget, LocalDirectories directories, Compression compression, BlockStore blocks) {

  Workspace workspace(TaskMemory memory, RecordSerializer serializer, IoCounters counters) {
    return new Workspace(memory, serializer, directories, compression, counters);
  }
}
