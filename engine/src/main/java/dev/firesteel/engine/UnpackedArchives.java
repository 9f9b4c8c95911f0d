package dev.firesteel.engine;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.config.FileEntry;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.shipping.Unpacking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The application's archives, unpacked once for driver and executors of this machine.
 *
 * @param config the settings, with the archives' directories in their place
 * @param directory the directory with all of them, deleted at the end
 */
record UnpackedArchives(Config config, Optional<Path> directory) implements AutoCloseable {
  /**
   * Unpacks them, if there are any.
   *
   * @throws FiresteelException if one cannot be
   */
  static UnpackedArchives of(Config config) {
    List<FileEntry> entries =
        config.get(CoreKeys.ARCHIVES).stream().map(FileEntry::parseArchive).toList();
    if (entries.isEmpty()) {
      return new UnpackedArchives(config, Optional.empty());
    }
    Path directory = OwnDirectory.make("archives");
    try {
      List<String> unpacked = new ArrayList<>();
      for (FileEntry each : entries) {
        Path to = directory.resolve(each.name());
        unpack(each, to);
        unpacked.add(to.toString());
      }
      return new UnpackedArchives(
          config.with(CoreKeys.ARCHIVES, String.join(",", unpacked)), Optional.of(directory));
    } catch (RuntimeException | Error e) {
      OwnDirectory.delete(directory);
      throw e;
    }
  }

  private static void unpack(FileEntry entry, Path to) {
    unpack(
        entry,
        entry
            .local()
            .orElseThrow(
                () -> failure(entry, "only files of this machine are, with a local master", null)),
        to);
  }

  /**
   * Unpacks one.
   *
   * @param archive where it is on this machine
   * @param to a new directory
   */
  static void unpack(FileEntry entry, Path archive, Path to) {
    if (Files.exists(to)) {
      throw failure(entry, "two archives are named " + entry.name(), null);
    }
    try {
      new Unpacking(to).unpack(archive, entry.archiveSuffix().orElse(""));
    } catch (IOException e) {
      throw failure(entry, Files.isReadable(archive) ? reason(e) : "it cannot be read", e);
    }
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return message == null ? e.toString() : message;
  }

  private static FiresteelException failure(
      FileEntry entry, String why, @Nullable IOException cause) {
    return new FiresteelException(
        ErrorCategory.CONFIGURATION,
        "Cannot unpack " + entry.location() + ": " + why + " (check " + CoreKeys.ARCHIVES + ")",
        cause);
  }

  @Override
  public void close() {
    directory.ifPresent(OwnDirectory::delete);
  }
}
