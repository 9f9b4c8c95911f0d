package dev.firesteel.devcluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a main class of Hadoop's to its end, as its operator does. */
final class Tool {
  private Tool() {}

  /** Runs it and returns its output; a code other than 0 is an error. */
  static String run(List<String> command, Path log, Duration limit) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new DevClusterException(
            "No end within " + limit.toSeconds() + " s of " + command + LogTail.of(log));
      }
      if (process.exitValue() != 0) {
        throw new DevClusterException(
            "Code " + process.exitValue() + " of " + command + LogTail.of(log));
      }
      return Files.readString(log, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new DevClusterException("Cannot run " + command + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DevClusterException("Interrupted while running " + command, e);
    }
  }
}
