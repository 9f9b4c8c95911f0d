package dev.firesteel.backend.local;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One directory of the application in each of the local directories. */
final class ApplicationDirectories {
  private final List<Path> roots;

  private ApplicationDirectories(List<Path> roots) {
    this.roots = List.copyOf(roots);
  }

  /**
   * Makes them.
   *
   * @throws FiresteelException if one cannot be made; none is left then
   */
  static ApplicationDirectories make(List<Path> bases, String application) {
    List<Path> made = new ArrayList<>();
    for (Path base : bases) {
      try {
        Files.createDirectories(base);
        made.add(
            Files.createTempDirectory(base.toAbsolutePath(), "firesteel-" + application + "-"));
      } catch (IOException e) {
        made.forEach(FileTree::delete);
        throw new FiresteelException(
            ErrorCategory.INPUT_OUTPUT,
            "Cannot make a directory for executors in "
                + base
                + ": "
                + e
                + " (make it writable or set firesteel.local.dirs)",
            e);
      }
    }
    return new ApplicationDirectories(made);
  }

  /** The directory for what is not large. */
  Path first() {
    return roots.get(0);
  }

  /** A directory of this name in each, not made yet. */
  List<Path> named(String name) {
    return roots.stream().map(root -> root.resolve(name)).toList();
  }

  void delete() {
    roots.forEach(FileTree::delete);
  }
}
