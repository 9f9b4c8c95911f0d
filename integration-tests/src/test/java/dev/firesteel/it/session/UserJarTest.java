package dev.firesteel.it.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.function.SerializableFunction;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A user's jar that is on nobody's class path, only in the settings. */
@Timeout(180)
final class UserJarTest {
  private static final String SOURCE =
      """
      package user;
      public final class Twice
          implements dev.firesteel.dataset.function.SerializableFunction<Integer, String> {
        @Override public String apply(Integer n) {
          ClassLoader context = Thread.currentThread().getContextClassLoader();
          try {
            return 2 * n + " " + (context.loadClass("user.Twice") == Twice.class);
          } catch (ClassNotFoundException e) {
            return "not found by " + context;
          }
        }
      }
      """;

  @TempDir private Path directory;

  private Path jar() throws IOException {
    Path source = Files.createDirectories(directory.resolve("user")).resolve("Twice.java");
    Files.writeString(source, SOURCE);
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                OutputStream.nullOutputStream(),
                System.err,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                source.toString());
    assertThat(status).isZero();
    Path jar = directory.resolve("user.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("user/Twice.class"));
      Files.copy(directory.resolve("user/Twice.class"), out);
      out.closeEntry();
    }
    return jar;
  }

  @ParameterizedTest
  @ValueSource(strings = {"local[2]", "local-cluster[1,1,128]"})
  void itsClassesReachTheTasksAndAreTheirContext(String master) throws Exception {
    Path jar = jar();
    try (URLClassLoader program =
            new URLClassLoader(new URL[] {jar.toUri().toURL()}, getClass().getClassLoader());
        Session session =
            Session.builder().master(master).config("firesteel.jars", jar.toString()).open()) {
      @SuppressWarnings("unchecked")
      SerializableFunction<Integer, String> twice =
          (SerializableFunction<Integer, String>)
              program.loadClass("user.Twice").getConstructor().newInstance();
      assertThat(session.parallelize(List.of(1, 2)).map(twice).collect())
          .containsExactly("2 true", "4 true");
    }
  }
}
