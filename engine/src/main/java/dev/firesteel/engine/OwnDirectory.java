package dev.firesteel.engine;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;

/** Temporary directories of a session, or of a program before it has one. */
final class OwnDirectory {
  private OwnDirectory() {}

  /**
   * Makes one that only this user can read.
   *
   * @param what its files, in the plural and in one word; part of its name
   */
  static Path make(String what) {
    try {
      return Files.createTempDirectory("firesteel-" + what + "-");
    } catch (IOException e) {
      throw new FiresteelException(
          ErrorCategory.INPUT_OUTPUT,
          "Cannot make a directory for " + what + ": " + e + " (check java.io.tmpdir)",
          e);
    }
  }

  /** Deletes one with all it holds; nothing happens if it is gone. */
  static void delete(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(directory)) {
      for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      LogManager.getLogger(OwnDirectory.class)
          .warn("Cannot delete {}: {}", directory, e.toString());
    }
  }
}
