package dev.firesteel.it.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.it.mesos.Mesos;
import dev.firesteel.mesos.test.MesosTestCluster;
import dev.firesteel.mesos.test.TaskView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Cluster mode on Mesos as its users and operators see it: a dispatcher, its clients, drivers. */
@Timeout(600)
final class DispatcherLauncherTest {
  private static final String PROGRAM =
      """
      import java.nio.file.*;
      public class Program {
        public static void main(String[] args) throws Exception {
          System.out.println("program " + String.join(" ", args));
          Path file = Path.of(args[1]);
          switch (args[0]) {
            case "throw" -> throw new IllegalStateException("no data");
            case "wait" -> {
              Files.writeString(Path.of(file + ".begun"), "");
              while (!Files.exists(file)) { Thread.sleep(20); }
            }
            case "die-once" -> {
              if (!Files.exists(file)) {
                Files.writeString(file, "");
                Runtime.getRuntime().halt(9);
              }
            }
            default -> throw new IllegalArgumentException(args[0]);
          }
        }
      }
      """;

  @TempDir private Path directory;
  private Launcher launcher;
  private MesosTestCluster cluster;
  private Path properties;
  private Path program;

  @BeforeEach
  void setUp() throws IOException {
    launcher = new Launcher(directory);
    program = UserJar.of(directory, "Program", PROGRAM);
    properties =
        Files.writeString(
            directory.resolve("small.properties"),
            String.join(
                "\n",
                "firesteel.driver.memory=192m",
                "firesteel.driver.memory-overhead=128m",
                "firesteel.executor.memory=128m",
                "firesteel.executor.memory-overhead=128m",
                "firesteel.executor.instances=2",
                "firesteel.mesos.java=" + System.getProperty("java.home") + "/bin/java"));
  }

  @AfterEach
  void endWhatRuns() {
    launcher.close();
    if (cluster != null) {
      cluster.close();
    }
  }

  private String master() {
    return new Mesos(cluster).master();
  }

  private Launcher.Running dispatcher(String... words) throws Exception {
    List<String> all =
        new ArrayList<>(
            List.of(
                "dispatcher",
                "--master",
                master(),
                "--host",
                "127.0.0.1",
                "--port",
                "0",
                "--directory",
                directory.resolve("kept").toString(),
                "-c",
                "firesteel.mesos.java=" + System.getProperty("java.home") + "/bin/java"));
    all.addAll(Arrays.asList(words));
    Launcher.Running running = launcher.start(all.toArray(String[]::new));
    Await.until(
        "the dispatcher answers",
        () -> text(running.err()).contains("answers at http://127.0.0.1:"),
        () -> text(running.err()));
    return running;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private String[] words(String command, String... words) {
    List<String> all =
        new ArrayList<>(
            List.of(command, "--master", master(), "--properties-file", properties.toString()));
    all.addAll(Arrays.asList(words));
    return all.toArray(String[]::new);
  }

  private Launcher.Ended command(String command, String... words) throws Exception {
    return launcher.run(words(command, words));
  }

  private String[] submission(List<String> options, String... arguments) throws Exception {
    List<String> words = new ArrayList<>(options); // of two that are the same the first counts
    words.addAll(List.of("--deploy-mode", "cluster", "--class", "Program"));
    words.add(program.toString());
    words.addAll(Arrays.asList(arguments));
    return words("submit", words.toArray(String[]::new));
  }

  private Launcher.Ended submit(List<String> options, String... arguments) throws Exception {
    return launcher.run(submission(options, arguments));
  }

  /** Submits, and tells the driver's id at once. */
  private String detached(List<String> options, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("-c", "firesteel.mesos.submit.wait=false"));
    all.addAll(options);
    Launcher.Ended ended = submit(all, arguments);
    assertThat(ended.code()).as(ended.err()).isZero();
    return ended.out().strip();
  }

  private String told(String command, String driver) {
    try {
      Launcher.Ended ended = command(command, driver);
      return ended.out() + ended.err();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void awaitStatus(String driver, String part) {
    awaitWords("status", driver, part);
  }

  private void awaitWords(String command, String driver, String part) {
    String[] last = {""};
    Await.until(
        command + " of " + driver + " says " + part,
        () -> {
          last[0] = told(command, driver);
          return last[0].contains(part);
        },
        () -> last[0]);
  }

  private void assertNothingIsLeft() {
    Await.until("no task", () -> cluster.tasks().isEmpty(), () -> cluster.tasks().toString());
    assertThat(cluster.violations()).isEmpty();
  }

  private Path file(String name) {
    return directory.resolve(name);
  }

  @Test
  void theExampleGivesTheAnswerOfThreadsAndFailuresAreTold() throws Exception {
    cluster = Mesos.small().start();
    Launcher.Running dispatcher = dispatcher();
    Path text = Files.writeString(file("in.txt"), "to be or not to be\n".repeat(5000));
    launcher.succeed("example", "wordcount", text.toString(), file("here").toString());
    Launcher.Ended ended =
        command(
            "example",
            "--deploy-mode",
            "cluster",
            "wordcount",
            text.toString(),
            file("there").toString());
    assertThat(ended.code()).as(ended.err() + text(dispatcher.err())).isZero();
    assertThat(ended.err()).contains("RUNNING").contains("SUCCEEDED after");
    assertThat(lines(file("there"))).isEqualTo(lines(file("here"))).isNotEmpty();

    Launcher.Ended failed = submit(List.of("--name", "doomed"), "throw", "-");
    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.err()).contains("FAILED after").contains("no data");
    String driver = failed.err().replaceFirst("(?s).*--master \\S+ (\\S+)\\s*$", "$1");
    Launcher.Ended logs = command("logs", driver);
    assertThat(logs.out()).as(logs.err()).contains("program throw -").contains("no data");
    assertThat(command("list", "--all").out()).contains(driver).contains("doomed");
    assertNothingIsLeft();
  }

  @Test
  void aDispatcherThatIsKilledFindsItsDriversAgain() throws Exception {
    cluster = Mesos.small().start();
    Launcher.Running first = dispatcher();
    List<String> all = List.of("--driver-cores", "4");
    List<Launcher.Running> running = new ArrayList<>();
    for (String each : List.of("a", "b", "c")) {
      running.add(launcher.start(submission(all, "wait", file(each).toString())));
    }
    for (String each : List.of("a", "b", "c")) {
      Await.until(
          each + " runs", () -> Files.exists(file(each + ".begun")), () -> text(first.err()));
    }
    String queued = detached(all, "wait", file("d").toString());
    awaitStatus(queued, "lacked");

    first.process().destroyForcibly().waitFor();
    Files.writeString(file("a"), ""); // its end comes while nobody listens
    Await.until("a has ended", () -> running(cluster) == 2, () -> cluster.tasks().toString());
    Launcher.Running second = dispatcher();
    Await.until(
        "the queued one runs", () -> Files.exists(file("d.begun")), () -> text(second.err()));
    for (String each : List.of("b", "c", "d")) {
      Files.writeString(file(each), "");
    }
    for (Launcher.Running each : running) {
      Launcher.Ended ended = each.await();
      assertThat(ended.code()).as(ended.err() + text(second.err())).isZero();
    }
    awaitStatus(queued, "SUCCEEDED");
    assertNothingIsLeft();
    second.process().destroy();
    assertThat(second.process().waitFor()).isEqualTo(143);
  }

  private static long running(MesosTestCluster cluster) {
    return cluster.tasks().stream().filter(each -> each.pid().isPresent()).count();
  }

  @Test
  void aSupervisedDriverComesBackAndAnotherDoesNot() throws Exception {
    cluster = Mesos.small().start();
    Launcher.Running dispatcher = dispatcher();
    Launcher.Ended once = submit(List.of(), "die-once", file("once").toString());
    assertThat(once.code()).as(once.err()).isEqualTo(1);
    assertThat(once.err()).contains("9");
    Launcher.Ended ended =
        submit(List.of("--supervise"), "die-once", file("supervised").toString());
    assertThat(ended.code()).as(ended.err() + text(dispatcher.err())).isZero();

    String driver = detached(List.of("--supervise"), "wait", file("end").toString());
    awaitStatus(driver, "RUNNING");
    TaskView task = cluster.tasks().get(0);
    cluster.killTask(task.taskId());
    Await.until(
        "another attempt runs",
        () -> cluster.tasks().stream().anyMatch(each -> !each.taskId().equals(task.taskId())),
        () -> told("status", driver));
    Files.writeString(file("end"), "");
    awaitStatus(driver, "SUCCEEDED");
    assertNothingIsLeft();
  }

  @Test
  void driversAreListedReadAndKilled() throws Exception {
    cluster = Mesos.small().start();
    Path secret = Files.writeString(file("secret"), "s3cret");
    String key = "firesteel.mesos.dispatcher.secret-file=" + secret;
    dispatcher("-c", key);
    Launcher.Ended refused = submit(List.of(), "wait", file("x").toString());
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("firesteel.mesos.dispatcher.secret-file");

    Files.writeString(properties, Files.readString(properties) + "\n" + key);
    String large = detached(List.of("--driver-memory", "64g"), "wait", "-");
    String driver = detached(List.of(), "wait", file("x").toString());
    awaitStatus(driver, "RUNNING");
    awaitWords("logs", driver, "program wait"); // it runs before its program says something
    awaitStatus(large, "ACCEPTED");
    assertThat(command("list").out()).contains(driver, large);
    assertThat(command("kill", large).out()).contains("Killed " + large);
    assertThat(command("kill", driver).out()).contains("Killed " + driver);
    awaitStatus(driver, "KILLED");
    assertThat(command("kill", driver).out()).contains("has ended already: KILLED");
    assertThat(command("list").out()).doesNotContain(driver);
    assertThat(command("kill", "driver-9").code()).isEqualTo(2);
    assertNothingIsLeft();
  }

  @Test
  void whatCannotBeStartedIsToldAtOnce() throws Exception {
    cluster = Mesos.small().start();
    Launcher.Ended none = submit(List.of(), "wait", "-");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("the master knows none").contains("firesteel dispatcher");
    Launcher.Ended astray =
        launcher.run(
            "submit",
            "--master",
            "mesos://127.0.0.1:1",
            "--deploy-mode",
            "cluster",
            "--class",
            "Program",
            program.toString());
    assertThat(astray.code()).as(astray.err()).isEqualTo(2);
    assertThat(astray.err()).contains("mesos://127.0.0.1:1: nobody listens there");
    Launcher.Ended nowhere =
        launcher.run(
            "dispatcher",
            "--master",
            "mesos://127.0.0.1:1",
            "--host",
            "127.0.0.1",
            "--port",
            "0",
            "--directory",
            directory.resolve("other").toString());
    assertThat(nowhere.code()).as(nowhere.err()).isEqualTo(2);
    assertThat(nowhere.err()).contains("127.0.0.1:1");
    dispatcher();
    Launcher.Ended second =
        launcher.run(
            "dispatcher",
            "--master",
            master(),
            "--host",
            "127.0.0.1",
            "--port",
            "0",
            "--directory",
            directory.resolve("kept").toString());
    assertThat(second.code()).as(second.err()).isEqualTo(2);
    assertThat(second.err()).contains("kept");
    assertNothingIsLeft();
  }

  private static List<String> lines(Path output) throws IOException {
    TreeSet<String> all = new TreeSet<>();
    try (Stream<Path> parts = Files.list(output)) {
      for (Path part :
          parts.filter(each -> each.getFileName().toString().startsWith("part-")).toList()) {
        all.addAll(Files.readAllLines(part));
      }
    }
    return List.copyOf(all);
  }
}
