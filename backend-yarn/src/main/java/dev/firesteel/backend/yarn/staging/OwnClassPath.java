package dev.firesteel.backend.yarn.staging;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The class path of this JVM, for application masters: they have the launcher's classes. */
public final class OwnClassPath {
  private OwnClassPath() {}

  /** Its entries, in order; absolute paths. */
  public static List<Path> entries() {
    return Arrays.stream(System.getProperty("java.class.path", "").split(File.pathSeparator))
        .filter(entry -> !entry.isEmpty())
        .map(entry -> Path.of(entry).toAbsolutePath())
        .toList();
  }
}
