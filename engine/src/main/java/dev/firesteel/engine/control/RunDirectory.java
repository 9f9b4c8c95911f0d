package dev.firesteel.engine.control;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The directory of a user's running applications, one socket each. Only the user may enter it, so
 * whoever can connect may ask and kill. It is below {@code XDG_RUNTIME_DIR} if that is set, else
 * below the directory for temporary files.
 */
final class RunDirectory {
  private static final String SUFFIX = ".sock";

  private final Path path;

  RunDirectory(Path path) {
    this.path = path;
  }

  /** That of this process's user. */
  static RunDirectory ofUser() {
    String runtime = System.getenv("XDG_RUNTIME_DIR");
    return new RunDirectory(
        runtime != null && Files.isDirectory(Path.of(runtime))
            ? Path.of(runtime, "firesteel")
            : Path.of(
                System.getProperty("java.io.tmpdir"),
                "firesteel-run-" + System.getProperty("user.name")));
  }

  /** The socket of an application. */
  Path socket(String application) {
    return path.resolve(application + SUFFIX);
  }

  /** Makes it where it is missing. */
  void create() throws IOException {
    Set<PosixFilePermission> mine = PosixFilePermissions.fromString("rwx------");
    try {
      Files.createDirectory(path, PosixFilePermissions.asFileAttribute(mine));
    } catch (FileAlreadyExistsException e) {
      check();
    }
  }

  /** Removes it if nothing is in it. */
  void deleteIfEmpty() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // others are in it
    }
  }

  /** The applications that have a socket, dead or alive, in the order of their names. */
  List<String> applications() {
    try {
      check();
      try (Stream<Path> files = Files.list(path)) {
        return files
            .map(file -> file.getFileName().toString())
            .filter(name -> name.endsWith(SUFFIX))
            .map(name -> name.substring(0, name.length() - SUFFIX.length()))
            .sorted()
            .toList();
      }
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new FiresteelException(
          ErrorCategory.INPUT_OUTPUT, "Cannot list running applications: " + e.getMessage(), e);
    }
  }

  /** In a directory that others can write, others could answer in an application's place. */
  private void check() throws IOException {
    PosixFileAttributes found =
        Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    boolean mine = found.owner().getName().equals(System.getProperty("user.name"));
    boolean closed =
        found.permissions().stream()
            .noneMatch(permission -> !permission.name().startsWith("OWNER"));
    if (!found.isDirectory() || !mine || !closed) {
      throw new IOException(
          path
              + " is not a directory that only this user may enter (remove it, or set"
              + " XDG_RUNTIME_DIR)");
    }
  }
}
