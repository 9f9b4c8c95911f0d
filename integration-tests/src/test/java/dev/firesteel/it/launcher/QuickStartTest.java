package dev.firesteel.it.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start on local files must not load, because it would cost tens of milliseconds. */
final class QuickStartTest {
  @TempDir Path directory;

  @Test
  void neitherHadoopNorMethodHandlesOfRecordsAreLoaded() throws Exception {
    Path input = Files.writeString(directory.resolve("in"), "to be or not to be\n");
    Path log = directory.resolve("classes");
    try (Launcher launcher = new Launcher(directory)) {
      launcher.javaOptions("-Xlog:class+load:file=" + log);
      launcher.succeed(
          "example",
          "wordcount",
          "--master",
          "local[2]",
          input.toString(),
          directory.resolve("out").toString());
    }
    List<String> loaded = loaded(log);
    assertThat(loaded).anyMatch(line -> line.startsWith("dev.firesteel.dataset.Session "));
    assertThat(loaded)
        .filteredOn(
            line ->
                line.startsWith("java.lang.runtime.ObjectMethods")
                    || line.startsWith("org.apache.hadoop."))
        .isEmpty();
  }

  @Test
  void anExecutorOpensNoFurtherLibrariesToLog() throws Exception {
    Path input = Files.writeString(directory.resolve("in"), "to be or not to be\n");
    Path log = directory.resolve("classes");
    try (Launcher launcher = new Launcher(directory)) {
      launcher.succeed(
          "example",
          "wordcount",
          "--master",
          "local-cluster[1,1,256]",
          "--conf",
          "firesteel.executor.java-options=-Xlog:class+load:file=" + log,
          input.toString(),
          directory.resolve("out").toString());
    }
    assertThat(loaded(log))
        .anyMatch(line -> line.startsWith("io.netty.channel.nio."))
        .noneMatch(line -> line.startsWith("org.slf4j."))
        .noneMatch(line -> line.startsWith("jdk.jfr."))
        .noneMatch(line -> line.startsWith("java.text.DateFormatSymbols "));
  }

  @Test
  void aProgramLogsByTheLibraryItLikes() throws Exception {
    Path jar =
        UserJar.of(
            directory,
            "Logs",
            """
            import dev.firesteel.dataset.Session;
            import java.util.List;
            import org.slf4j.LoggerFactory;

            public final class Logs {
              public static void main(String[] args) {
                try (Session session = Session.builder().name("logs").open()) {
                  LoggerFactory.getLogger("com.acme.Program").warn("heard {}", "here");
                  LoggerFactory.getLogger("com.acme.Program").info("not heard");
                  System.out.println(
                      session
                          .parallelize(List.of(1), 1)
                          .map(i -> LoggerFactory.getLogger("theirs").getClass().getName())
                          .collect());
                }
              }
            }
            """,
            List.of(library("slf4j-api-")),
            Map.of());
    try (Launcher launcher = new Launcher(directory)) {
      Launcher.Ended ended =
          launcher.succeed(
              "submit", "--master", "local-cluster[1,1,256]", "--class", "Logs", jar.toString());
      assertThat(ended.out()).contains("[org.apache.logging.slf4j.Log4jLogger]");
      assertThat(ended.err())
          .containsPattern("(?m)^\\d\\d:\\d\\d:\\d\\d\\.\\d{3} WARN Program heard here$")
          .doesNotContain("not heard");
    }
  }

  private static List<String> loaded(Path log) throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.map(line -> line.replaceAll("^(\\[[^]]*])+ ", "")).toList();
    }
  }

  private static Path library(String name) throws IOException {
    try (Stream<Path> jars = Files.list(Path.of("..", "cli", "target", "dist", "lib"))) {
      return jars.filter(jar -> jar.getFileName().toString().startsWith(name))
          .findFirst()
          .orElseThrow();
    }
  }
}
