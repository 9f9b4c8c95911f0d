package dev.firesteel.benchmarks.work;

import dev.firesteel.benchmarks.Outputs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * The directory that a peer's launcher made for what the peer leaves behind.
 *
 * @param directory where
 */
public record Scratch(Path directory) implements AutoCloseable {
  /** The property that names it. */
  public static final String PROPERTY = "firesteel.bench.scratch";

  private static final int ATTEMPTS = 100;
  private static final long PAUSE_NANOS = 100_000_000;

  /** The directory that the launcher named. */
  public static Scratch ofLauncher() {
    String directory = System.getProperty(PROPERTY);
    if (directory == null) {
      throw new IllegalStateException(
          "Cannot run: there is no directory for scratch files (start by the peer's launch script)");
    }
    return new Scratch(Path.of(directory));
  }

  /** Removes it with all that is in it, also where executors that end still remove their own. */
  @Override
  public void close() throws IOException {
    for (int attempt = 1; Files.exists(directory); attempt++) {
      try {
        Outputs.delete(directory);
      } catch (IOException | UncheckedIOException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }
}
