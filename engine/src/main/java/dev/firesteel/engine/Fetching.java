package dev.firesteel.engine;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.FileEntry;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.FileFormats;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;

/** Brings files of other file systems to this machine. */
@FunctionalInterface
interface Fetching {
  /**
   * Copies one.
   *
   * @param to a new file
   * @throws FiresteelException if it cannot be read, or not written here
   */
  void fetch(FileEntry file, Path to);

  /** By the file formats that sessions have, with these settings. */
  static Fetching by(Config config) {
    return (file, to) -> {
      try (FileFormats formats = formats(file);
          InputStream from = formats.open(file.location(), config)) {
        Files.copy(from, to);
      } catch (IOException e) {
        OwnDirectory.delete(to);
        throw new FiresteelException(
            ErrorCategory.INPUT_OUTPUT,
            "Cannot copy " + file.location() + " to this machine: " + e.getMessage(),
            e);
      }
    };
  }

  private static FileFormats formats(FileEntry file) {
    return ServiceLoader.load(FileFormats.class, Fetching.class.getClassLoader())
        .findFirst()
        .orElseThrow(
            () ->
                new FiresteelException(
                    ErrorCategory.CONFIGURATION,
                    "Cannot copy "
                        + file.location()
                        + " to this machine: nothing on the class path reads other file systems"
                        + " (add the artifact dev.firesteel:firesteel-hdfs-io)"));
  }
}
