package dev.firesteel.engine;

import dev.firesteel.api.annotation.AllowForbidden;
import dev.firesteel.api.backend.LocalizedFiles;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.config.FileEntry;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The jars of a program, where class loaders of this machine find them: those of other file systems
 * are copied, unless the process has them already.
 *
 * @param config the settings, with the places on this machine in {@link CoreKeys#JARS}
 * @param directory the directory with the copies, deleted at the end, and on whatever way the JVM
 *     ends but for being killed
 */
public record FetchedJars(Config config, Optional<Path> directory) implements AutoCloseable {
  /**
   * Copies what has to be.
   *
   * @throws FiresteelException if a jar cannot be read; then nothing is left
   */
  public static FetchedJars of(Config config) {
    return of(config, Fetching.by(config));
  }

  static FetchedJars of(Config config, Fetching fetching) {
    List<String> jars = config.get(CoreKeys.JARS);
    if (jars.stream().noneMatch(FetchedJars::far)) {
      return new FetchedJars(config, Optional.empty());
    }
    LocalizedFiles there = LocalizedFiles.ofProcess();
    Optional<Path> directory = Optional.empty();
    try {
      List<String> places = new ArrayList<>();
      for (String text : jars) {
        FileEntry jar = FileEntry.parse(text);
        Optional<Path> known = there.find(jar.name());
        if (!far(text)) {
          places.add(text);
        } else if (known.isPresent()) {
          places.add(known.get().toString());
        } else {
          Path into = directory.orElseGet(FetchedJars::ownDirectory);
          directory = Optional.of(into);
          places.add(fetched(jar, into.resolve(jar.name()), fetching));
        }
      }
      return new FetchedJars(config.with(CoreKeys.JARS, String.join(",", places)), directory);
    } catch (RuntimeException | Error e) {
      directory.ifPresent(OwnDirectory::delete);
      throw e;
    }
  }

  private static boolean far(String text) {
    FileEntry jar = FileEntry.parse(text);
    return jar.local().isEmpty() && !jar.openedByTheJvm();
  }

  private static String fetched(FileEntry jar, Path to, Fetching fetching) {
    if (Files.exists(to)) {
      throw new FiresteelException(
          ErrorCategory.CONFIGURATION,
          "Cannot use "
              + jar.location()
              + ": another jar is named "
              + jar.name()
              + " too (give one another name: PATH#NAME)");
    }
    deleteAtExit(to);
    fetching.fetch(jar, to);
    return to.toString();
  }

  private static Path ownDirectory() {
    Path made = OwnDirectory.make("jars");
    deleteAtExit(made);
    return made;
  }

  @AllowForbidden("after all hooks, in which a session that closes loads classes; a name for a jar")
  private static void deleteAtExit(Path path) {
    path.toFile().deleteOnExit();
  }

  @Override
  public void close() {
    directory.ifPresent(OwnDirectory::delete);
  }
}
