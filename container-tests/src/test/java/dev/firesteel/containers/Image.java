package dev.firesteel.containers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.testcontainers.images.builder.ImageFromDockerfile;

/** The image of all hosts, built from what the other modules have built. */
final class Image {
  private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
  private static final Path OWN = Path.of("").toAbsolutePath();

  /** Where this module is built; the others are built at the same place of their own. */
  private static final Path BUILD = Path.of(System.getProperty("firesteel.build", "target"));

  private static final long LIMIT_MINUTES = 10;

  private Image() {}

  /**
   * Builds the image; the engine keeps its layers, so that only what has changed is built again.
   *
   * @param base what it is built upon
   * @param hadoopVersion for its name
   * @param hadoop directory of the jars of Hadoop's daemons
   * @return its name
   */
  static String build(String base, String hadoopVersion, Path hadoop) {
    String name = name(hadoopVersion);
    ImageFromDockerfile image =
        new ImageFromDockerfile(name, false)
            .withFileFromPath("Dockerfile", OWN.resolve("src/main/docker/Dockerfile"))
            .withBuildArg("BASE", base);
    add(image, "conf", OWN.resolve("src/main/docker/conf"));
    add(image, "secure", OWN.resolve("src/main/docker/secure"));
    add(image, "node", OWN.resolve("src/main/docker/node"));
    add(image, "hadoop/lib", hadoop);
    add(image, "hadoop/own", classesOf("dev-cluster"));
    add(image, "mesos/lib", BUILD.resolve("mesos/lib"));
    add(image, "mesos/own", classesOf("mesos-test-cluster"));
    add(image, "firesteel/bin", CHECKOUT.resolve("bin"));
    add(image, "firesteel/lib", CHECKOUT.resolve("cli/target/dist/lib"));
    add(image, "firesteel/verify", CHECKOUT.resolve("cli/target/dist/verify"));
    add(image, "programs", BUILD.resolve("programs"));
    try {
      return image.get(LIMIT_MINUTES, TimeUnit.MINUTES);
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "The image "
              + name
              + " was not built in "
              + LIMIT_MINUTES
              + " minutes (see the engine's messages above, and its log)",
          e);
    }
  }

  /** Each checkout has images of its own: tests of two may run at a time. */
  private static String name(String hadoopVersion) {
    return "firesteel-test:hadoop-"
        + hadoopVersion
        + "-"
        + Integer.toHexString(CHECKOUT.toString().hashCode());
  }

  private static Path classesOf(String module) {
    return CHECKOUT.resolve(module).resolve(OWN.relativize(OWN.resolve(BUILD))).resolve("classes");
  }

  private static void add(ImageFromDockerfile image, String inside, Path outside) {
    if (!Files.isDirectory(outside)) {
      throw new IllegalStateException(
          "Cannot build the image of the hosts: "
              + outside
              + " is missing (run 'mvn verify', which builds the modules before this one)");
    }
    image.withFileFromPath(inside, outside.toAbsolutePath().normalize());
  }
}
