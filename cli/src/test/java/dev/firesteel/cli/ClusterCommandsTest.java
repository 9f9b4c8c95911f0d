package dev.firesteel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.backend.ApplicationStatus.State;
import dev.firesteel.api.backend.SubmissionClient;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands for clusters that run drivers. */
class ClusterCommandsTest {
  private static final String MAIN = MainTest.Recording.class.getName();

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final FakeCluster cluster = new FakeCluster();
  private String main = MAIN;
  @TempDir private Path directory;

  @BeforeEach
  void setUp() {
    FakeCluster.current = cluster;
  }

  private int run(String... args) {
    return Main.run(args, new PrintWriter(out, true), new PrintWriter(err, true));
  }

  private int submit(String... options) throws Exception {
    Path jar = directory.resolve("app.jar");
    new JarOutputStream(Files.newOutputStream(jar), new Manifest()).close();
    List<String> words =
        new ArrayList<>(
            List.of("submit", "--master", "fake", "--deploy-mode", "cluster", "--class", main));
    words.addAll(Arrays.asList(options));
    words.addAll(List.of(jar.toString(), "in", "--out"));
    return run(words.toArray(String[]::new));
  }

  @Test
  void superviseIsForClusterModeAndForTheClusterToTake() throws Exception {
    assertThat(run("example", "--supervise", "pi")).isEqualTo(2);
    assertThat(err.toString()).contains("--supervise").contains("--deploy-mode cluster");
    cluster.then(State.SUCCEEDED, "");
    assertThat(submit("--supervise")).isZero();
    assertThat(cluster.submitted.get(0).config().asMap())
        .containsEntry("firesteel.driver.supervise", "true");
  }

  @Test
  void aDispatcherIsOnlyForMastersThatNeedOne() {
    assertThat(run("dispatcher", "--master", "local")).isEqualTo(2);
    assertThat(err.toString()).contains("master local: only Mesos needs one");
    assertThat(run("dispatcher", "--master", "fake", "app.jar")).isEqualTo(2);
    assertThat(err.toString()).contains("'app.jar'").contains("firesteel submit");
    assertThat(run("dispatcher", "--master", "fake", "--conf", "firesteel.drivr.cores=2"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("firesteel.drivr.cores");
    assertThat(cluster.dispatched).isEmpty();
  }

  @Test
  void aDispatcherRunsUntilItFails() {
    assertThat(
            run(
                "dispatcher",
                "--master",
                "fake",
                "--host",
                "127.0.0.1",
                "--port",
                "7078",
                "--directory",
                "/var/lib/d"))
        .isEqualTo(1);
    assertThat(err.toString())
        .contains("the dispatcher answers at http://fake:1")
        .contains("firesteel: the cluster has removed it");
    assertThat(cluster.dispatched)
        .containsExactly(
            java.util.Map.of(
                "firesteel.master", "fake",
                "firesteel.driver.host", "127.0.0.1",
                "firesteel.mesos.dispatcher.port", "7078",
                "firesteel.mesos.dispatcher.directory", "/var/lib/d"));
    assertThat(cluster.closed).isTrue();
  }

  @Test
  void anUnknownDeployModeNamesBoth() throws Exception {
    assertThat(run("example", "--deploy-mode", "clustre", "pi")).isEqualTo(2);
    assertThat(err.toString()).contains("--deploy-mode clustre").contains("client and cluster");
  }

  @Test
  void whatIsWrongIsToldBeforeItIsSubmitted() throws Exception {
    main = "com.acme.Missing";
    assertThat(submit()).isEqualTo(2);
    assertThat(err.toString()).contains("com.acme.Missing").contains("no jar holds it");
    main = MAIN;
    assertThat(submit("--driver-cores", "none")).isEqualTo(2);
    assertThat(err.toString()).contains("firesteel.driver.cores").contains("whole number");
    assertThat(submit("--conf", "firesteel.drivr.cores=2")).isEqualTo(2);
    assertThat(err.toString()).contains("firesteel.drivr.cores");
    assertThat(cluster.submitted).isEmpty();
    assertThat(cluster.closed).isTrue();
  }

  @Test
  void optionsBecomeSettings() throws Exception {
    Path keytab = Files.writeString(directory.resolve("a.keytab"), "");
    Path archive = Files.writeString(directory.resolve("m.zip"), "");
    assertThat(
            Settings.of(
                Arguments.parse(
                    "example",
                    Arguments.application(),
                    Arguments.Order.ANY,
                    new String[] {
                      "--driver-memory", "2g",
                      "--driver-cores", "3",
                      "--driver-java-options", "-Da=b -Dc=d",
                      "--queue", "etl",
                      "--principal", "a@B",
                      "--keytab", keytab.toString(),
                      "--archives", archive + "#model"
                    }),
                List.of()))
        .containsEntry("firesteel.driver.memory", "2g")
        .containsEntry("firesteel.driver.cores", "3")
        .containsEntry("firesteel.driver.java-options", "-Da=b -Dc=d")
        .containsEntry("firesteel.yarn.queue", "etl")
        .containsEntry("firesteel.security.principal", "a@B")
        .containsEntry("firesteel.security.keytab", keytab.toString())
        .containsEntry("firesteel.archives", archive + "#model");
  }

  @Test
  void waitsAndTellsEachChangeOnce() throws Exception {
    cluster
        .then(State.ACCEPTED, "queue's resources for drivers are used up")
        .then(State.ACCEPTED, "queue's resources for drivers are used up")
        .then(State.RUNNING, "")
        .then(State.RUNNING, "")
        .then(State.SUCCEEDED, "");
    assertThat(submit("--name", "report")).isZero();
    assertThat(err.toString().lines())
        .containsExactly(
            "firesteel: app_1 ACCEPTED in queue etl: queue's resources for drivers are used up",
            "firesteel: app_1 RUNNING: http://rm/proxy/app_1/",
            "firesteel: app_1 SUCCEEDED after 9 s");
    assertThat(out.toString()).isEmpty();
    SubmissionClient.Submission submission = cluster.submitted.get(0);
    assertThat(submission.name()).isEqualTo("report");
    assertThat(submission.mainClass()).isEqualTo(MAIN);
    assertThat(submission.arguments()).containsExactly("in", "--out");
    assertThat(submission.config().asMap())
        .containsEntry("firesteel.jars", directory.resolve("app.jar").toString());
    assertThat(System.getProperty("firesteel.jars")).isNull();
    assertThat(cluster.closed).isTrue();
  }

  @Test
  void aFailureIsToldWithItsCauseAndWhereTheLogsAre() throws Exception {
    cluster.then(State.FAILED, "com.acme.Report threw java.lang.IllegalStateException: boom");
    assertThat(submit()).isEqualTo(1);
    assertThat(err.toString())
        .contains("app_1 FAILED after 9 s: com.acme.Report threw java.lang.IllegalStateException")
        .contains("firesteel logs --master fake app_1");
    assertThat(cluster.submitted.get(0).name()).isEqualTo("MainTest$Recording");
  }

  @Test
  void whereNoLogsAreCollectedNoneArePromised() throws Exception {
    cluster.noLogs = "nobody collects them";
    cluster.then(State.FAILED, "");
    assertThat(submit()).isEqualTo(1);
    assertThat(err.toString())
        .contains("its logs: nobody collects them")
        .doesNotContain("firesteel logs");
  }

  @Test
  void theLaunchersArchivesOfClassesServeDriversOnClustersToo() throws Exception {
    cluster.then(State.SUCCEEDED, "");
    System.setProperty("firesteel.containers.cds-archives", "/cds");
    try {
      assertThat(submit()).isZero();
      assertThat(submit("--conf", "firesteel.containers.cds-archives=/mine")).isZero();
    } finally {
      System.clearProperty("firesteel.containers.cds-archives");
    }
    assertThat(cluster.submitted)
        .extracting(each -> each.config().asMap().get("firesteel.containers.cds-archives"))
        .containsExactly("/cds", "/mine");
  }

  @Test
  void aKilledApplicationCountsAsCancelled() throws Exception {
    cluster.then(State.KILLED, "killed by user bob");
    assertThat(submit()).isEqualTo(3);
    assertThat(err.toString()).contains("KILLED").contains("killed by user bob");
  }

  @Test
  void anApplicationThatTheClusterForgotIsNoSuccess() throws Exception {
    assertThat(submit()).isEqualTo(1);
    assertThat(err.toString()).contains("Cannot follow app_1").contains("does not know it");
  }

  @Test
  void aClusterThatIsSilentForAWhileEndsNoWaiting() {
    cluster.then(State.SUCCEEDED, "");
    cluster.silences = 20;
    StringWriter told = new StringWriter();
    Waiting waiting = new Waiting(cluster, "app_1", "fake", new PrintWriter(told), pause -> {});
    assertThat(waiting.untilEnd()).isZero();
    assertThat(told.toString()).containsOnlyOnce("it does not answer").contains("SUCCEEDED");
    cluster.silences = 1_000;
    assertThatThrownBy(waiting::untilEnd).hasMessageContaining("Cannot follow app_1 any longer");
  }

  @Test
  void aDetachedSubmissionPrintsTheIdOnly() throws Exception {
    cluster.submitter = SubmissionClient.Submitter.DETACHES;
    assertThat(submit()).isZero();
    assertThat(out.toString().strip()).isEqualTo("app_1");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void examplesRunOnClustersToo() {
    cluster.then(State.SUCCEEDED, "");
    assertThat(run("example", "pi", "--master", "fake", "--deploy-mode", "cluster", "4")).isZero();
    assertThat(cluster.submitted.get(0).mainClass()).isEqualTo("dev.firesteel.examples.Pi");
    assertThat(cluster.submitted.get(0).name()).isEqualTo("Pi");
    assertThat(cluster.submitted.get(0).arguments()).containsExactly("4");
  }

  @Test
  void statusTellsAllThatTheClusterSays() {
    cluster.then(State.RUNNING, "two\nlines \"quoted\"");
    assertThat(run("status", "--master", "fake", "app_1")).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "app_1 'report' of alice in queue etl: RUNNING, submitted 12 s ago",
            "tracking: http://rm/proxy/app_1/",
            "diagnostics: two",
            "lines \"quoted\"");
    assertThat(run("status", "--json", "--master", "fake", "app_1")).isZero();
    assertThat(out.toString())
        .endsWith(
            "{\"application\":\"app_1\",\"name\":\"report\",\"user\":\"alice\",\"queue\":\"etl\","
                + "\"state\":\"running\",\"ageMillis\":12000,\"tracking\":\"http://rm/proxy/app_1/\","
                + "\"diagnostics\":\"two\\u000alines \\\"quoted\\\"\"}\n");
  }

  @Test
  void unknownApplicationsAreAnError() {
    for (String command : List.of("status", "kill", "logs")) {
      assertThat(run(command, "--master", "fake", "app_9")).as(command).isEqualTo(2);
    }
    assertThat(err.toString()).contains("does not know application app_9", "firesteel list");
    assertThat(cluster.killed).isEmpty();
  }

  @Test
  void killEndsWhatRunsAndLeavesWhatHasEnded() {
    cluster.then(State.RUNNING, "").then(State.FAILED, "");
    assertThat(run("kill", "--master", "fake", "app_1")).isZero();
    assertThat(run("kill", "--master", "fake", "app_1")).isZero();
    assertThat(cluster.killed).containsExactly("app_1");
    assertThat(out.toString()).contains("Killed app_1", "app_1 has ended already: FAILED");
  }

  @Test
  void listShowsEndedOnesOnRequest() {
    assertThat(run("list", "--master", "fake")).isZero();
    assertThat(out.toString()).contains("app_2").doesNotContain("app_1 ");
    assertThat(run("list", "--master", "fake", "--all")).isZero();
    assertThat(out.toString()).contains("app_1 ", "FAILED");
    assertThat(run("list", "app_1")).isEqualTo(2);
  }

  @Test
  void logsAreShownByFileAndContainer() {
    assertThat(run("logs", "--master", "fake", "app_1")).isZero();
    assertThat(out.toString().lines())
        .startsWith("==> c_1 on h1: stderr <==", "c_1 wrote stderr", "==> c_1 on h1: stdout <==")
        .hasSize(8);
    out.getBuffer().setLength(0);
    assertThat(run("logs", "--master", "fake", "--container", "c_2", "--file", "stdout", "app_1"))
        .isZero();
    assertThat(out.toString().lines())
        .containsExactly("==> c_2 on h1: stdout <==", "c_2 wrote stdout");
    assertThat(run("logs", "--master", "fake", "--all", "app_1")).isZero();
    assertThat(out.toString()).contains("c_2 wrote launch");
    assertThat(run("logs", "--master", "fake", "--container", "c_3", "app_1")).isEqualTo(2);
    assertThat(err.toString()).contains("No log of app_1 is of that container and name");
  }

  @Test
  void logsOfLocalMastersAreExplained() {
    assertThat(run("logs", "app_1")).isEqualTo(2);
    assertThat(err.toString()).contains("--master").contains("standard error of the driver");
    assertThat(run("logs", "--master", "local", "app_1")).isEqualTo(2);
    assertThat(err.toString()).contains("runs drivers only where they are started");
  }

  @Test
  void helpPagesNameEveryOption() {
    Stream.of(
            List.of("status", StatusCommand.options()),
            List.of("kill", Clusters.options()),
            List.of("list", ListCommand.options()),
            List.of("dispatcher", DispatcherCommand.options()),
            List.of("logs", LogsCommand.options()))
        .forEach(
            each ->
                ((org.apache.commons.cli.Options) each.get(1))
                    .getOptions()
                    .forEach(
                        option ->
                            assertThat(Help.page((String) each.get(0)))
                                .contains("--" + option.getLongOpt())));
  }
}
