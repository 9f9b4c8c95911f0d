package dev.firesteel.engine;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.apache.logging.log4j.LogManager;
import org.jspecify.annotations.Nullable;

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

  /**
   * Deletes one, or a file, with all it holds; nothing happens if it is gone. Several may do so at
   * the same time.
   */
  static void delete(Path directory) {
    try {
      Files.walkFileTree(directory, new Deletion());
    } catch (IOException e) {
      LogManager.getLogger(OwnDirectory.class)
          .warn("Cannot delete {}: {}", directory, e.toString());
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
      return goOnIfGone(why);
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException why)
        throws IOException {
      if (why != null) {
        return goOnIfGone(why);
      }
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }

    private static FileVisitResult goOnIfGone(IOException why) throws IOException {
      if (why instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw why;
    }
  }
}
