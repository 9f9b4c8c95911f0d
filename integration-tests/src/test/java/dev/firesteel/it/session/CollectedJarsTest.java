package dev.firesteel.it.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.classes.UserClassLoader;
import dev.firesteel.api.config.ClassKeys;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.dataset.Session;
import java.io.OutputStream;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When a program in a loader of its own has ended, nothing keeps its classes. */
@Timeout(180)
final class CollectedJarsTest {
  private static final String SOURCE =
      """
      package user;
      import dev.firesteel.dataset.Pair;
      import dev.firesteel.dataset.Session;
      import dev.firesteel.dataset.StorageLevel;
      import java.util.ArrayList;
      import java.util.List;
      public final class Program {
        public static final class Key implements java.io.Serializable {
          private final int number;
          public Key(int number) {
            this.number = number;
          }
          public int number() {
            return number;
          }
          @Override public boolean equals(Object other) {
            return other instanceof Key key && key.number == number;
          }
          @Override public int hashCode() {
            return number;
          }
        }
        public static final class Value {
          private final Key key;
          public Value(Key key) {
            this.key = key;
          }
          public Value() {
            this(new Key(0));
          }
        }
        public static void run(String file) {
          try (Session session = Session.builder().master("local[2]").open()) {
            var pairs =
                session
                    .parallelize(List.of(1, 2, 3, 4), 2)
                    .mapToPair(n -> Pair.of(new Key(n % 2), new Value(new Key(n))))
                    .persist(StorageLevel.MEMORY_AND_DISK);
            int sum = 0;
            for (Pair<Key, List<Value>> each : pairs.groupByKey().collect()) {
              for (Value value : each.value()) {
                sum += value.key.number();
              }
            }
            var shared = session.broadcast(new Key(sum));
            long lines = session.textFile(file).map(l -> new Key(shared.value().number())).count();
            if (sum != 10 || lines != 1) {
              throw new IllegalStateException(sum + " " + lines);
            }
          }
        }
      }
      """;

  @TempDir private Path directory;

  private Path jar() throws Exception {
    Path source = Files.createDirectories(directory.resolve("user")).resolve("Program.java");
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
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> classes = Files.list(source.getParent())) {
      for (Path file : classes.filter(f -> f.toString().endsWith(".class")).toList()) {
        out.putNextEntry(new JarEntry("user/" + file.getFileName()));
        Files.copy(file, out);
        out.closeEntry();
      }
    }
    return jar;
  }

  @Test
  void theLoaderOfAProgramThatHasEndedIsCollected() throws Exception {
    Path jar = jar();
    try (Session session = Session.builder().master("local[1]").open()) {
      session.parallelize(List.of(1)).count(); // exceptions kept by libraries know who was there
    }
    List<WeakReference<ClassLoader>> ended = List.of(ran(jar), ran(jar));
    for (int i = 0; i < 20; i++) {
      System.gc();
    }
    assertThat(ended).allMatch(loader -> loader.refersTo(null));
  }

  private WeakReference<ClassLoader> ran(Path jar) throws Exception {
    Config config =
        Config.empty().with(CoreKeys.JARS, jar.toString()).with(ClassKeys.ISOLATED, "true");
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    Path text = Files.writeString(directory.resolve("in.txt"), "line\n");
    try (UserClassLoader loader = UserClassLoader.open(config, getClass().getClassLoader())) {
      thread.setContextClassLoader(loader);
      loader.loadClass("user.Program").getMethod("run", String.class).invoke(null, text.toString());
      return new WeakReference<>(loader);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
