package dev.firesteel.devcluster;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the daemons' jars are: in {@code daemons/lib} above this module's jar or classes, or in the
 * directory that the system property {@value #DIRECTORY} names.
 */
final class DaemonJars {
  static final String DIRECTORY = "firesteel.dev-cluster.daemons";

  private static final int LEVELS = 3;

  private DaemonJars() {}

  /** Where the jars are. */
  static Path directory() {
    return directory(own());
  }

  /** The class path of all daemons: the jars and this module's own classes. */
  static String classPath() {
    Path own = own();
    Path lib = directory(own);
    try (Stream<Path> files = Files.list(lib)) {
      List<Path> jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
      return Stream.concat(jars.stream(), Stream.of(own))
          .map(Path::toString)
          .collect(Collectors.joining(File.pathSeparator));
    } catch (IOException e) {
      throw new DevClusterException("Cannot list the daemons' jars in " + lib, e);
    }
  }

  private static Path own() {
    try {
      return Path.of(DaemonJars.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new DevClusterException("Cannot tell where the classes of dev-cluster are", e);
    }
  }

  private static Path directory(Path own) {
    String said = System.getProperty(DIRECTORY);
    if (said != null) {
      return Path.of(said);
    }
    Path above = own.getParent();
    for (int i = 0; i < LEVELS && above != null; i++) {
      if (Files.isDirectory(above.resolve("daemons/lib"))) {
        return above.resolve("daemons/lib");
      }
      above = above.getParent();
    }
    throw new DevClusterException(
        "Found no Hadoop daemons near "
            + own
            + " (run 'mvn -pl dev-cluster/daemons generate-resources' in the checkout, or name the"
            + " directory of their jars by -D"
            + DIRECTORY
            + ")");
  }
}
