package dev.firesteel.shipping;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The JVM's archive of shared classes for executors in containers, by which they start faster. It
 * is made with the distribution, see {@link Rehearsal}, and bound to its jars: it has the name of
 * the identity of the layout of executors, so that one made of other jars is never taken. A JVM
 * that is not the one that made it goes without.
 */
public final class SharedClasses {
  private SharedClasses() {}

  /**
   * The archive that fits, if there is one. It keeps its name, so that the directory of a runtime
   * is a directory of such archives itself.
   *
   * @param directory the directory of such archives, or the empty text
   */
  public static Optional<RuntimeLayout.Entry> of(Digest layout, String directory) {
    if (directory.isBlank()) {
      return Optional.empty();
    }
    Path file = Path.of(directory).resolve(fileName(layout));
    return Files.isReadable(file)
        ? Optional.of(new RuntimeLayout.Entry(fileName(layout), file))
        : Optional.empty();
  }

  /** The name of the archive for a layout. */
  static String fileName(Digest layout) {
    return layout.hex() + ".jsa";
  }

  /** Options for a JVM in a container's directory; one that cannot use the archive is silent. */
  public static List<String> options(RuntimeLayout.Entry archive) {
    return List.of(
        "-XX:SharedArchiveFile=" + RuntimeLayout.DIRECTORY + "/" + archive.name(),
        "-Xshare:auto",
        "-Xlog:cds=off",
        "-Xlog:cds+dynamic=off");
  }
}
