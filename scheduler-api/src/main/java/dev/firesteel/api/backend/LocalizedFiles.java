package dev.firesteel.api.backend;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The directory in which a container has the application's jars, files and archives under their own
 * names.
 *
 * @param directory the directory; empty in processes that find them where they were named
 */
public record LocalizedFiles(Optional<Path> directory) {
  /** That of this process, as {@link ExecutorProgram#LOCALIZED} says. */
  public static LocalizedFiles ofProcess() {
    String set = System.getProperty(ExecutorProgram.LOCALIZED, "");
    return new LocalizedFiles(
        set.isEmpty() ? Optional.empty() : Optional.of(Path.of(set).toAbsolutePath()));
  }

  /** The jar, file or unpacked archive of a name, if it is there. */
  public Optional<Path> find(String name) {
    return directory.map(in -> in.resolve(name)).filter(Files::exists);
  }
}
