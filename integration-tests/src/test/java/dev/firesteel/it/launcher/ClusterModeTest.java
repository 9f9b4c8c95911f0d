package dev.firesteel.it.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.it.yarn.Yarn;
import dev.firesteel.it.yarn.YarnExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Drivers in YARN's containers, as their users see them. */
@Timeout(900)
@ExtendWith(YarnExtension.class)
final class ClusterModeTest {
  private static final String PROGRAM =
      """
      import dev.firesteel.dataset.*;
      public class Program {
        public static void main(String[] args) throws Exception {
          System.out.println("program " + String.join(" ", args));
          switch (args[0]) {
            case "throw" -> throw new IllegalStateException("no data");
            case "exit" -> System.exit(Integer.parseInt(args[1]));
            case "die-once" -> {
              if (System.getenv("CONTAINER_ID").matches(".*_01_\\\\d+")) {
                Runtime.getRuntime().halt(9);
              }
            }
            case "wait" -> {
              try (Session session = Session.builder().open()) {
                session.range(0, 1, 1, 1).boxed().foreach(n -> {
                  System.err.println("task waits");
                  while (true) { Thread.onSpinWait(); }
                });
              }
            }
            case "late" -> {
              try (Session session = Session.builder().open()) {
                System.out.println(session.range(0, 10, 1, 1).boxed().count());
              }
              throw new IllegalStateException("after the session");
            }
            default -> throw new IllegalArgumentException(args[0]);
          }
        }
      }
      """;

  @TempDir private Path directory;
  private Launcher launcher;
  private Yarn yarn;
  private Path properties;

  @BeforeEach
  void setUp(Yarn shared) throws Exception {
    yarn = shared;
    launcher = new Launcher(directory);
    launcher.javaOptions("-Djdk.net.hosts.file=" + yarn.cluster().hostsFile());
    properties =
        Files.writeString(
            directory.resolve("small.properties"),
            String.join(
                "\n",
                "firesteel.io.hadoop-conf-dir=" + yarn.cluster().configDirectory(),
                "firesteel.driver.memory=192m",
                "firesteel.driver.memory-overhead=128m",
                "firesteel.executor.memory=128m",
                "firesteel.executor.memory-overhead=128m",
                "firesteel.executor.instances=1"));
  }

  @AfterEach
  void endWhatRuns() {
    launcher.close();
  }

  private Launcher.Ended command(String command, String... words) throws Exception {
    List<String> all =
        new ArrayList<>(
            List.of(command, "--master", "yarn", "--properties-file", properties.toString()));
    all.addAll(Arrays.asList(words));
    return launcher.run(all.toArray(String[]::new));
  }

  private Launcher.Ended submit(List<String> options, String... arguments) throws Exception {
    List<String> words = new ArrayList<>(options); // of two that are the same the first counts
    words.addAll(List.of("--deploy-mode", "cluster", "--class", "Program"));
    words.add(jar());
    words.addAll(Arrays.asList(arguments));
    return command("submit", words.toArray(String[]::new));
  }

  /** Lies on the cluster. */
  private String jar() throws Exception {
    Path local = UserJar.of(directory, "Program", PROGRAM);
    yarn.hdfs().write("Program.jar", Files.readAllBytes(local));
    return yarn.hdfs().uri("Program.jar");
  }

  private static String application(Launcher.Ended ended) {
    return ended.err().replaceFirst("(?s).*?(application_\\d+_\\d+).*", "$1");
  }

  @Test
  void countsWordsAsOnThisMachine() throws Exception {
    yarn.hdfs().write("in", "a b a\nc a b\n");
    Launcher.Ended ended =
        command(
            "example",
            "--deploy-mode",
            "cluster",
            "wordcount",
            yarn.hdfs().uri("in"),
            yarn.hdfs().uri("out"));
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.err()).contains("RUNNING: http").contains("SUCCEEDED after");
    Map<String, String> counts = new TreeMap<>();
    for (String part : yarn.hdfs().list("out")) {
      if (part.startsWith("part-")) {
        new String(yarn.hdfs().read("out/" + part), java.nio.charset.StandardCharsets.UTF_8)
            .lines()
            .map(line -> line.split("\t"))
            .forEach(fields -> counts.put(fields[0], fields[1]));
      }
    }
    assertThat(counts).isEqualTo(Map.of("a", "3", "b", "2", "c", "1"));
  }

  @Test
  void aFailureIsToldWithItsExceptionAndItsLogs() throws Exception {
    Launcher.Ended ended = submit(List.of("--name", "doomed"), "throw");
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err())
        .contains("FAILED after")
        .contains("Program threw java.lang.IllegalStateException: no data")
        .contains("Program.main(Program.java:6)");
    String application = application(ended);
    Launcher.Ended[] logs = new Launcher.Ended[1];
    Await.until(
        "its logs are collected",
        () -> {
          logs[0] = logs(application);
          return logs[0].code() == 0;
        },
        () -> logs[0].err());
    assertThat(logs[0].out())
        .contains(": stdout <==\nprogram throw\n")
        .contains("IllegalStateException: no data");
    assertThat(command("list", "--all").out()).contains(application + "     doomed");
  }

  private Launcher.Ended logs(String application) {
    try {
      return command("logs", application);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void exitCodesOfTheProgramAreToldAsTheyAre() throws Exception {
    Launcher.Ended five = submit(List.of(), "exit", "5");
    assertThat(five.code()).isEqualTo(1);
    assertThat(five.err()).contains("FAILED after").contains("The program called System.exit(5)");
    Launcher.Ended zero = submit(List.of(), "exit", "0");
    assertThat(zero.code()).as(zero.err()).isZero();
    assertThat(zero.err()).contains("SUCCEEDED after");
  }

  @Test
  void inClientModeYarnIsToldWhatTheExitCodeSays() throws Exception {
    Launcher.Ended ended =
        submit(
            List.of(
                "--deploy-mode=client", "--name", "late", "-c", "firesteel.driver.host=127.0.0.1"),
            "late");
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out()).contains("10");
    assertThat(command("list", "--all").out()).containsPattern("late +\\S+ +FAILED");
  }

  @Test
  void anAttemptThatDiesIsFollowedByAnother() throws Exception {
    Launcher.Ended ended = submit(List.of("-c", "firesteel.yarn.max-attempts=2"), "die-once");
    assertThat(ended.code()).as(ended.err()).isZero();
    Launcher.Ended one = submit(List.of("-c", "firesteel.yarn.max-attempts=1"), "die-once");
    assertThat(one.code()).isEqualTo(1);
    assertThat(one.err()).contains("exitCode: 9");
  }

  @Test
  void aDetachedApplicationIsFoundReadAndKilled() throws Exception {
    Launcher.Ended detached = submit(List.of("-c", "firesteel.yarn.submit.wait=false"), "wait");
    assertThat(detached.code()).as(detached.err()).isZero();
    String application = detached.out().strip();
    assertThat(application).matches("application_\\d+_\\d+");
    Launcher.Ended[] logs = new Launcher.Ended[1];
    Await.until(
        "the task has written",
        () -> {
          logs[0] = logs(application);
          return logs[0].out().contains("task waits");
        },
        () -> logs[0].out() + logs[0].err());
    assertThat(command("status", application).out()).contains("RUNNING", "tracking: http");
    assertThat(command("list").out()).contains(application);
    assertThat(command("kill", application).out()).contains("Killed " + application);
    assertThat(command("status", application).out())
        .contains("KILLED")
        .contains("with firesteel kill");
    assertThat(command("kill", application).out()).contains("has ended already: KILLED");
    assertThat(command("list").out()).doesNotContain(application);
  }
}
