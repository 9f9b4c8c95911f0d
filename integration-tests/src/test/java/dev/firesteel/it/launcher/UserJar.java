package dev.firesteel.it.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * Compiles a user's program against the dataset module and packs it, as a project outside this
 * repository does.
 */
final class UserJar {
  private UserJar() {}

  static Path of(Path directory, String className, String source) throws IOException {
    Path sources = Files.createDirectories(directory.resolve("src-" + className));
    Path classes = Files.createDirectories(directory.resolve("classes-" + className));
    Path file = Files.writeString(sources.resolve(className + ".java"), source);
    List<String> words =
        new ArrayList<>(List.of("-d", classes.toString(), "-cp", modules(), file.toString()));
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
    }
    return jar;
  }

  private static String modules() throws IOException {
    try (Stream<Path> jars = Files.list(Path.of("..", "cli", "target", "dist", "lib"))) {
      return String.join(
          java.io.File.pathSeparator,
          jars.filter(
                  jar ->
                      jar.getFileName()
                          .toString()
                          .matches("(firesteel-(dataset|scheduler-api)|jspecify)-.*"))
              .map(Path::toString)
              .toList());
    }
  }
}
