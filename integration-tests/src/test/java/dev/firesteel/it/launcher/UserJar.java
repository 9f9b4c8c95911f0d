package dev.firesteel.it.launcher;

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
 * Compiles a user's program against the dataset module and packs it, as a project outside this
 * repository does.
 */
final class UserJar {
  private static final String[] MODULES = {
    "firesteel-dataset-", "firesteel-scheduler-api-", "jspecify-"
  };

  private UserJar() {}

  static Path of(Path directory, String className, String source) throws IOException {
    return of(directory, className, source, List.of(), Map.of());
  }

  /**
   * A jar with other files too.
   *
   * @param libraries jars against which it is compiled
   * @param texts the content of files by name
   */
  static Path of(
      Path directory,
      String className,
      String source,
      List<Path> libraries,
      Map<String, String> texts)
      throws IOException {
    Path sources = Files.createDirectories(directory.resolve("src-" + className));
    Path classes = Files.createDirectories(directory.resolve("classes-" + className));
    Path file = Files.writeString(sources.resolve(className + ".java"), source);
    List<String> words =
        new ArrayList<>(
            List.of(
                "-proc:none",
                "-d",
                classes.toString(),
                "-cp",
                classPath(libraries),
                file.toString()));
    int code =
        ToolProvider.getSystemJavaCompiler().run(null, null, null, words.toArray(String[]::new));
    assertThat(code).as("compilation of " + className).isZero();
    Path jar = directory.resolve(className + ".jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> all = Files.walk(classes)) {
      for (Path compiled : all.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(compiled).toString()));
        out.write(Files.readAllBytes(compiled));
        out.closeEntry();
      }
      for (Map.Entry<String, String> text : texts.entrySet()) {
        out.putNextEntry(new JarEntry(text.getKey()));
        out.write(text.getValue().getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
      }
    }
    return jar;
  }

  /** The jars of the distribution whose names begin so. */
  static List<Path> distributed(String... beginnings) throws IOException {
    try (Stream<Path> jars = Files.list(Path.of("..", "cli", "target", "dist", "lib"))) {
      return jars.filter(
              jar ->
                  Stream.of(beginnings)
                      .anyMatch(start -> jar.getFileName().toString().startsWith(start)))
          .toList();
    }
  }

  private static String classPath(List<Path> libraries) throws IOException {
    return Stream.concat(libraries.stream(), distributed(MODULES).stream())
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }
}
