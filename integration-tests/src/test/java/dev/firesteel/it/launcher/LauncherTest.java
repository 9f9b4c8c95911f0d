package dev.firesteel.it.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as its users see it: answers, messages, exit codes. */
@Timeout(600)
final class LauncherTest {
  private static final String CLUSTER = "local-cluster[2,1,256]";

  @TempDir private Path directory;
  private Launcher launcher;

  @BeforeEach
  void setUp() throws IOException {
    launcher = new Launcher(directory);
  }

  @AfterEach
  void endWhatRuns() {
    launcher.close();
  }

  private Path text() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      text.append("word")
          .append(i % 97)
          .append(" \tw")
          .append(i % 13)
          .append("  Z\u00e4hler")
          .append(i % 2 == 0 ? "\r\n" : "\n");
    }
    return Files.writeString(directory.resolve("in.txt"), text + "last line without newline");
  }

  private static Map<String, Long> counted(Path text) throws IOException {
    Map<String, Long> counts = new TreeMap<>();
    for (String word : Files.readString(text).split("[ \\t\\r\\n]+")) {
      counts.merge(word, 1L, Long::sum);
    }
    return counts;
  }

  private static Map<String, Long> read(Path output) throws IOException {
    Map<String, Long> counts = new TreeMap<>();
    try (Stream<Path> parts = Files.list(output)) {
      for (Path part : parts.filter(p -> p.getFileName().toString().startsWith("part-")).toList()) {
        for (String line : Files.readAllLines(part)) {
          String[] fields = line.split("\t");
          assertThat(counts.put(fields[0], Long.parseLong(fields[1])))
              .as("twice: " + line)
              .isNull();
        }
      }
    }
    return counts;
  }

  @Test
  void countsWordsAlikeOnThreadsAndOnProcesses() throws Exception {
    Path text = text();
    for (String master : List.of("local[2]", CLUSTER)) {
      Path out = directory.resolve("out-" + master.length());
      launcher.succeed("example", "wordcount", "--master", master, text.toString(), out.toString());
      assertThat(read(out)).as(master).isEqualTo(counted(text));
      assertThat(out.resolve("_SUCCESS")).exists();
    }
    assertThat(launcher.leftFiles()).isEmpty();
  }

  @Test
  void everyExampleRuns() throws Exception {
    Path text = text();
    Path graph = Files.writeString(directory.resolve("graph.txt"), "a b\na c\nb a\nc a\nc b\n");
    Path points =
        Files.writeString(directory.resolve("points.txt"), "1 0.5 1\n-1 -0.5 -1\n1 1 2\n");
    assertThat(launcher.succeed("example", "pi", "2", "1").out()).startsWith("pi is roughly 3.1");
    assertThat(launcher.succeed("example", "top", text.toString(), "1").out())
        .isEqualTo("Z\u00e4hler\t20000\n");
    assertThat(launcher.succeed("example", "lr", points.toString(), "3").out())
        .startsWith("weights: [0.");
    launcher.succeed(
        "example", "sort", text.toString(), directory.resolve("sorted").toString(), "3");
    List<String> sorted = lines(directory.resolve("sorted"));
    assertThat(sorted).isSorted().hasSize(20_001);
    launcher.succeed(
        "example", "pagerank", graph.toString(), directory.resolve("ranks").toString(), "5");
    assertThat(lines(directory.resolve("ranks"))).hasSize(3);
    Path numbers = Files.writeString(directory.resolve("numbers.txt"), "1 2\n3 2\n2 3\n4 1\n");
    assertThat(launcher.succeed("example", "degrees", numbers.toString(), "2").out())
        .isEqualTo("2\t2\n1\t1\n");
    assertThat(launcher.leftFiles()).isEmpty();
  }

  private static List<String> lines(Path output) throws IOException {
    try (Stream<Path> parts = Files.list(output)) {
      return parts
          .filter(p -> p.getFileName().toString().startsWith("part-"))
          .sorted()
          .flatMap(
              part -> {
                try {
                  return Files.readAllLines(part).stream();
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              })
          .toList();
    }
  }

  @Test
  void runsAUsersJarOnThreadsAndOnProcesses() throws Exception {
    Path jar =
        UserJar.of(
            directory,
            "Squares",
            """
            import dev.firesteel.dataset.*;
            import java.util.List;
            public class Squares {
              record Square(int n, long square) implements java.io.Serializable {}
              public static void main(String[] args) {
                try (Session session = Session.builder().name("squares").open()) {
                  System.out.println(session.parallelize(List.of(3, 1, 2), 2)
                      .map(n -> new Square(n, (long) n * n)).collect() + " " + args[0] + args[1]);
                }
              }
            }
            """);
    for (String master : List.of("local[2]", CLUSTER)) {
      Launcher.Ended ended =
          launcher.succeed(
              "submit", "--class", "Squares", "--master", master, jar.toString(), "--x", "y");
      assertThat(ended.out())
          .isEqualTo(
              "[Square[n=3, square=9], Square[n=1, square=1], Square[n=2, square=4]] --xy\n");
      assertThat(ended.err()).as("quiet").isEmpty();
    }
  }

  @Test
  void aTaskThatThrowsFailsTheApplicationWithItsCause() throws Exception {
    Path jar =
        UserJar.of(
            directory,
            "Boom",
            """
            import dev.firesteel.dataset.*;
            import java.util.List;
            public class Boom {
              public static void main(String[] args) {
                try (Session session = Session.builder().name("boom").open()) {
                  session.parallelize(List.of(1, 2, 0), 3).map(n -> 6 / n).collect();
                }
              }
            }
            """);
    Launcher.Ended ended =
        launcher.run("submit", "--class", "Boom", "--master", CLUSTER, jar.toString());
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err())
        .contains("ArithmeticException: / by zero", "Boom.java:6", "partition 2", "attempt");
    assertThat(launcher.leftFiles()).isEmpty();
  }

  @Test
  void theApplicationsOwnExitCodeIsKept() throws Exception {
    Path jar =
        UserJar.of(
            directory,
            "Exits",
            """
            import dev.firesteel.dataset.*;
            public class Exits {
              public static void main(String[] args) {
                Session session = Session.builder().name("exits").open();
                session.range(0, 10).count();
                System.exit(42);
              }
            }
            """);
    Launcher.Ended ended =
        launcher.run("submit", "--class", "Exits", "--master", CLUSTER, jar.toString());
    assertThat(ended.code()).as(ended.err()).isEqualTo(42);
    assertThat(launcher.leftFiles()).isEmpty();
  }

  @Test
  void badInputIsNamedAndEndsWithAFailure() throws Exception {
    Path out = directory.resolve("out");
    Launcher.Ended missing =
        launcher.run("example", "wordcount", directory + "/no-such-file", out.toString());
    assertThat(missing.code()).isEqualTo(1);
    assertThat(missing.err()).contains("no-such-file").doesNotContain("\tat ");
    Files.createDirectories(out);
    Launcher.Ended exists = launcher.run("example", "wordcount", text().toString(), out.toString());
    assertThat(exists.code()).isEqualTo(1);
    assertThat(exists.err()).contains(out.toString()).contains("exist");
    Launcher.Ended master = launcher.run("example", "pi", "--master", "lokal[2]");
    assertThat(master.code()).isEqualTo(2);
    assertThat(master.err()).contains("lokal[2]").contains("local[n]").contains("local-cluster[");
    Launcher.Ended settings =
        launcher.run(
            "example",
            "pi",
            "--conf",
            "firesteel.task.max-failure=2",
            "--conf",
            "firesteel.executor.memory=lots");
    assertThat(settings.code()).isEqualTo(2);
    assertThat(settings.err())
        .contains("did you mean firesteel.task.max-failures?")
        .contains("firesteel.executor.memory", "lots");
  }

  @Test
  void verifyEndsWithATableOfRules() throws Exception {
    Launcher.Ended ended = launcher.succeed("verify", "--master", "local[2]");
    assertThat(ended.out().lines())
        .startsWith("rule  result   situation", "L1    passed   start is answered")
        .anyMatch(line -> line.endsWith(" skipped; rules broken: none"));
    assertThat(ended.err()).contains("[ 1/", "L1 passed: start is answered");
    Launcher.Ended unknown = launcher.run("verify", "--master", "lokal[2]");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("lokal[2]").contains("local-cluster[");
    assertThat(launcher.leftFiles()).isEmpty();
  }

  @Test
  void emptyInputGivesEmptyOutput() throws Exception {
    Path empty = Files.createFile(directory.resolve("empty.txt"));
    Path nothing = Files.createDirectories(directory.resolve("nothing"));
    for (Path input : List.of(empty, nothing)) {
      Path out = directory.resolve("counted-" + input.getFileName());
      launcher.succeed("example", "wordcount", input.toString(), out.toString());
      assertThat(out.resolve("_SUCCESS")).exists();
      assertThat(read(out)).isEmpty();
    }
  }

  @Test
  void wrongUsageIsToldWithoutAStackTrace() throws Exception {
    Map<String, List<String>> wrong =
        Map.of(
            "Missing arguments: firesteel example wordcount INPUT OUTPUT",
            List.of("example", "wordcount", "in"),
            "Unknown argument 'b'",
            List.of("example", "wordcount", "in", "a", "b"),
            "Argument 1 is '0' but must be a whole number, at least 1",
            List.of("example", "pi", "0"),
            "'lots' of memory: it is not a size",
            List.of("example", "pi", "--driver-memory", "lots"),
            "Cannot start an executor of 1 core, 2048 MiB on local-cluster[1,1,256]",
            List.of(
                "example", "pi", "--executor-memory", "2g", "--master", "local-cluster[1,1,256]"),
            "it is a directory",
            List.of("submit", directory.toString()));
    for (Map.Entry<String, List<String>> each : wrong.entrySet()) {
      Launcher.Ended ended = launcher.run(each.getValue().toArray(String[]::new));
      assertThat(ended.err()).contains(each.getKey()).doesNotContain("\tat ");
      assertThat(ended.code()).as(each.getKey()).isEqualTo(2);
    }
    assertThat(launcher.leftFiles()).isEmpty();
  }

  @Test
  void theStackTraceOfAMainThatThrowsEndsThere() throws Exception {
    Path jar =
        UserJar.of(
            directory,
            "Throws",
            """
            public class Throws {
              public static void main(String[] args) {
                throw new IllegalStateException("broken", new java.io.IOException("on fire"));
              }
            }
            """);
    Launcher.Ended ended = launcher.run("submit", "--class", "Throws", jar.toString());
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err())
        .contains("broken", "Throws.java:3", "on fire")
        .doesNotContain("dev.firesteel.cli", "reflect");
  }
}
