package dev.firesteel.benchmarks.micro;

import dev.firesteel.executor.memory.MemoryBudget;
import dev.firesteel.executor.spill.Compression;
import dev.firesteel.executor.spill.IoCounters;
import dev.firesteel.executor.spill.LocalDirectories;
import dev.firesteel.executor.spill.Workspace;
import dev.firesteel.serialization.RecordSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a task has of its executor: 1 GiB of memory, a serializer, a directory for real files. */
final class TaskSpace implements AutoCloseable {
  final MemoryBudget budget = new MemoryBudget(1L << 30, 0);
  final MemoryBudget.Share share = budget.share();
  final LocalDirectories directories;
  final Workspace workspace;
  private final Path root;

  TaskSpace() {
    try {
      root = Files.createTempDirectory("firesteel-micro");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    directories = LocalDirectories.create(List.of(root.toString()), "micro");
    workspace =
        new Workspace(
            share,
            new RecordSerializer(TaskSpace.class.getClassLoader()),
            directories,
            Compression.LZ4,
            new IoCounters());
  }

  /** A file for those who write by hand. */
  Path file(String name) {
    return root.resolve(name);
  }

  @Override
  public void close() {
    share.close();
    directories.close();
    LocalDirectories.removeTree(root);
  }
}
