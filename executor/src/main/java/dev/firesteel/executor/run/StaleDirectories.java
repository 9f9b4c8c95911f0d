package dev.firesteel.executor.run;

import dev.firesteel.executor.spill.LocalDirectories;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Directories that killed executors left behind: their names hold the id of a process that is no
 * more.
 */
final class StaleDirectories {
  private static final Logger LOG = LogManager.getLogger(StaleDirectories.class);
  private static final Pattern NAME = Pattern.compile("firesteel-p(\\d+)-.*");

  private StaleDirectories() {}

  /** The part of a directory's name by which it is known as this process's. */
  static String name(ExecutorIdentity executor) {
    String id = executor.id().value().replaceAll("[^A-Za-z0-9._-]", "_");
    return "p" + ProcessHandle.current().pid() + "-" + id;
  }

  /** Whether a process lives. */
  static boolean lives(long pid) {
    return ProcessHandle.of(pid).isPresent();
  }

  /** Removes those of processes that do not live, beside these directories. */
  static void remove(List<Path> own, LongPredicate lives) {
    for (Path directory : own) {
      Path root = directory.getParent();
      if (root != null) {
        removeIn(root, lives);
      }
    }
  }

  private static void removeIn(Path root, LongPredicate lives) {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(root, "firesteel-p*")) {
      for (Path directory : found) {
        Matcher name = NAME.matcher(String.valueOf(directory.getFileName()));
        if (name.matches() && !lives.test(Long.parseLong(name.group(1)))) {
          LOG.info("Removing {}: its process is no more", directory);
          LocalDirectories.removeTree(directory);
        }
      }
    } catch (IOException e) {
      LOG.warn("Cannot look for left-over directories in {}: {}", root, e.toString());
    }
  }
}
