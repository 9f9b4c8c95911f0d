package dev.firesteel.benchmarks.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Ends an executor's process by SIGKILL as soon as a directory has so many files. */
final class ExecutorLoss implements AutoCloseable {
  private static final long POLL_MILLIS = 10;

  private final Path directory;
  private final int files;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final Future<?> looking;
  private volatile boolean happened;

  ExecutorLoss(Path directory, int files) {
    this.directory = directory;
    this.files = files;
    looking =
        clock.scheduleWithFixedDelay(this::look, POLL_MILLIS, POLL_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Whether there was one to end. */
  boolean happened() {
    return happened;
  }

  private void look() {
    if (happened) {
      return;
    }
    try (Stream<Path> found = Files.list(directory)) {
      if (found.count() >= files) {
        List<ProcessHandle> executors = Memory.executors();
        happened = !executors.isEmpty() && executors.get(0).destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    looking.cancel(false);
    clock.shutdownNow();
  }
}
