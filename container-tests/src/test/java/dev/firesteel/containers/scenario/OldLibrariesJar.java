package dev.firesteel.containers.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * The jar of the user's program with old libraries, whose source is that of the integration tests.
 */
final class OldLibrariesJar {
  private static final Path SOURCE =
      Path.of(
          "../integration-tests/src/test/resources/dev/firesteel/it/launcher/OldLibraries.java.txt");
  private static final Map<String, String> SERVICES =
      Map.of(
          "META-INF/services/app.OldLibraries$Greeter",
          "app.OldLibraries$Hello",
          "META-INF/services/dev.firesteel.scheduler.driver.SchedulerListener",
          "app.OldLibraries$Listener",
          "META-INF/services/org.apache.hadoop.fs.FileSystem",
          "app.OldLibraries$OwnFiles");
  private static final List<String> MODULES =
      List.of(
          "firesteel-dataset-",
          "firesteel-scheduler-api-",
          "firesteel-scheduler-core-",
          "jspecify-",
          "hadoop-common-");

  private OldLibrariesJar() {}

  /** Compiles it against the old libraries and the distribution, as a user's project does. */
  static void compile(Path jar, List<Path> libraries) throws IOException {
    Path sources = Files.createDirectory(jar.resolveSibling("sources"));
    Path classes = Files.createDirectory(jar.resolveSibling("classes"));
    Path source = Files.copy(SOURCE, sources.resolve("OldLibraries.java"));
    List<Path> all = new ArrayList<>(libraries);
    try (Stream<Path> distributed = Files.list(Path.of("..", "cli", "target", "dist", "lib"))) {
      distributed
          .filter(each -> MODULES.stream().anyMatch(each.getFileName().toString()::startsWith))
          .forEach(all::add);
    }
    String classPath =
        all.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-d",
                classes.toString(),
                "-cp",
                classPath,
                source.toString());
    assertThat(code).as("compilation of " + SOURCE).isZero();
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        out.write(Files.readAllBytes(file));
      }
      for (Map.Entry<String, String> service : SERVICES.entrySet()) {
        out.putNextEntry(new JarEntry(service.getKey()));
        out.write(service.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
  }
}
