package dev.firesteel.backend.local;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Deletes directories with all that is in them; several threads may do so at once. */
final class FileTree {
  private static final Logger LOG = LogManager.getLogger(FileTree.class);
  private static final int TRIES = 3;

  private FileTree() {}

  /** Deletes a file or directory; logs it if that fails. */
  static void delete(Path path) {
    IOException last = null;
    for (int i = 0; i < TRIES; i++) {
      try {
        deleteOnce(path);
        return;
      } catch (IOException e) {
        last = e; // perhaps a dying process has just written there
      }
    }
    LOG.warn("Cannot delete {}: delete it by hand", path, last);
  }

  private static void deleteOnce(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      try (DirectoryStream<Path> children = Files.newDirectoryStream(path)) {
        for (Path child : children) {
          deleteOnce(child);
        }
      } catch (NoSuchFileException e) {
        return;
      }
    }
    Files.deleteIfExists(path);
  }
}
