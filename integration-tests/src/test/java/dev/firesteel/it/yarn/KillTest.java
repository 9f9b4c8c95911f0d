package dev.firesteel.it.yarn;

import static dev.firesteel.it.yarn.HeldJob.NUMBERS;
import static dev.firesteel.it.yarn.HeldJob.SUMS;
import static dev.firesteel.it.yarn.HeldJob.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.dataset.ActionFuture;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.SessionBuilder;
import dev.firesteel.devcluster.Daemon;
import dev.firesteel.devcluster.DevCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a YARN cluster and its applications make of deaths: right answers, and nothing is left. */
@Timeout(400)
final class KillTest {
  private static final String RECOVERY = "yarn.resourcemanager.recovery.enabled";
  @TempDir private static Path clusterDirectory;
  private static Yarn yarn;
  @TempDir private Path directory;
  private final Set<Long> seen = new HashSet<>();
  private Gate gate;
  private Remains remains;

  @BeforeAll
  static void start() {
    yarn =
        Yarn.startOwn(
            Yarn.small(clusterDirectory.resolve("cluster"))
                .setting(RECOVERY, "true")
                .setting(
                    "yarn.resourcemanager.store.class",
                    "org.apache.hadoop.yarn.server.resourcemanager.recovery.FileSystemRMStateStore")
                .setting(
                    "yarn.resourcemanager.fs.state-store.uri",
                    clusterDirectory.resolve("state").toUri().toString())
                .setting("yarn.nm.liveness-monitor.expiry-interval-ms", "10000")
                .setting("yarn.am.liveness-monitor.expiry-interval-ms", "20000"));
  }

  @AfterAll
  static void stop() {
    if (yarn != null) {
      yarn.cluster().close();
    }
  }

  @BeforeEach
  void setUp() throws IOException {
    gate = Gate.in(directory.resolve("gate"));
    remains = new Remains(yarn);
  }

  @AfterEach
  void everyDaemonRuns() {
    DevCluster cluster = yarn.cluster();
    cluster.daemons().stream().filter(each -> !each.isAlive()).forEach(Daemon::start);
    cluster.awaitUp();
    seen.stream()
        .flatMap(pid -> ProcessHandle.of(pid).stream())
        .forEach(ProcessHandle::destroyForcibly);
  }

  private static SessionBuilder session() {
    return yarn.session()
        .config("firesteel.executor.instances", "2")
        .config("firesteel.executor.heartbeat-interval", "500ms")
        .config("firesteel.executor.heartbeat-timeout", "10s");
  }

  private ActionFuture<List<Pair<Integer, Integer>>> heldJob(Session session) {
    return HeldJob.start(session, gate);
  }

  private Set<Long> awaitProcesses(int atLeast) throws IOException {
    Set<Long> all = gate.awaitProcesses(atLeast);
    seen.addAll(all);
    return all;
  }

  private static void kill(long pid) {
    assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
  }

  private void assertEnded(YarnApplicationState state, FinalApplicationStatus status)
      throws Exception {
    assertEnded(remains.newest(), state, status);
  }

  private static void assertEnded(
      ApplicationReport newest, YarnApplicationState state, FinalApplicationStatus status) {
    assertThat(newest.getYarnApplicationState()).as(newest.getDiagnostics()).isEqualTo(state);
    assertThat(newest.getFinalApplicationStatus()).isEqualTo(status);
    assertThat(newest.getApplicationType()).isEqualTo("FIRESTEEL");
  }

  @Test
  void aKilledExecutorIsReplacedAndTheAnswerIsRight() throws Exception {
    try (Session session = session().open()) {
      ActionFuture<List<Pair<Integer, Integer>>> job = heldJob(session);
      kill(awaitProcesses(2).iterator().next());
      awaitProcesses(3);
      gate.letGo();
      assertThat(map(job.await())).isEqualTo(SUMS);
    }
    remains.assertNone(seen);
    assertEnded(YarnApplicationState.FINISHED, FinalApplicationStatus.SUCCEEDED);
  }

  @Test
  void executorsOfALostNodeAreReplacedOnAnotherAndEndByThemselves() throws Exception {
    try (Session session = session().open()) {
      ActionFuture<List<Pair<Integer, Integer>>> job = heldJob(session);
      Set<Long> before = awaitProcesses(2);
      Daemon node = nodeOf(before.iterator().next());
      node.kill(); // its containers live on, as they do
      awaitProcesses(3);
      gate.letGo();
      assertThat(map(job.await())).isEqualTo(SUMS);
    }
    remains.assertNone(seen);
    assertEnded(YarnApplicationState.FINISHED, FinalApplicationStatus.SUCCEEDED);
  }

  @Test
  void aLostNodeOfARelayEndsTheSessionWithTheReason() throws Exception {
    try (Session session = session().config("firesteel.yarn.client-master", "relay").open()) {
      ActionFuture<List<Pair<Integer, Integer>>> job = heldJob(session);
      awaitProcesses(2);
      long relay = Relays.await(yarn);
      seen.add(relay);
      Daemon node = nodeOf(relay);
      node.kill(); // the relay lives on, and nobody knows it any more
      assertThatThrownBy(job::await)
          .isInstanceOf(FiresteelException.class)
          .hasMessageContaining("The relay of the driver is gone with its host h");
      node.start(); // removes the files of the processes that are still there
      yarn.cluster().awaitUp();
      gate.letGo();
    }
    remains.assertNone(seen);
    assertEnded(YarnApplicationState.FAILED, FinalApplicationStatus.FAILED);
  }

  /** The NodeManager whose local directories hold a process. */
  private static Daemon nodeOf(long pid) throws IOException {
    Path where = Path.of("/proc", Long.toString(pid), "cwd").toRealPath();
    return yarn.cluster().nodeManagers().stream()
        .filter(node -> where.startsWith(node.data()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aResourceManagerThatIsKilledAndComesBackDisturbsNothing() throws Exception {
    try (Session session = session().open()) {
      ActionFuture<List<Pair<Integer, Integer>>> job = heldJob(session);
      Set<Long> before = Set.copyOf(awaitProcesses(2));
      Daemon resourceManager = yarn.cluster().daemon("resourcemanager");
      resourceManager.kill();
      gate.letGo();
      assertThat(map(job.await())).as("without a ResourceManager").isEqualTo(SUMS);
      resourceManager.start();
      yarn.cluster().awaitUp();
      assertThat(executors(session)).as("after it is back").isSubsetOf(before);

      kill(before.iterator().next()); // a new one can be had of the new ResourceManager
      gate = Gate.in(directory.resolve("again"));
      ActionFuture<List<Pair<Integer, Integer>>> again = heldJob(session);
      awaitProcesses(2);
      gate.letGo();
      assertThat(map(again.await())).isEqualTo(SUMS);
    }
    remains.assertNone(seen);
    assertEnded(YarnApplicationState.FINISHED, FinalApplicationStatus.SUCCEEDED);
  }

  private static Set<Long> executors(Session session) {
    return Set.copyOf(
        session.parallelize(NUMBERS, 8).map(n -> ProcessHandle.current().pid()).collect());
  }

  @Test
  void whatKilledClientsHadEndsByItselfAndTheirApplicationsFail() throws Exception {
    Process driver = startMain(HeldMain.class, "unmanaged");
    Process other = startMain(HeldMain.class, "relay");
    awaitProcesses(4);
    seen.add(Relays.await(yarn));
    driver.destroyForcibly().waitFor();
    other.destroyForcibly().waitFor();

    remains.assertNoneRuns(seen);
    for (ApplicationReport each : remains.newest(2)) {
      assertEnded(each, YarnApplicationState.FAILED, FinalApplicationStatus.FAILED);
    }

    gate.letGo();
    try (Session next = session().open()) {
      assertThat(map(heldJob(next).await())).isEqualTo(SUMS);
    }
    remains.assertNone(seen); // the files of the killed ones went with the next
  }

  @Test
  void inClusterModeTheSubmitterMayDieAndTheMasterIsStartedAgain() throws Exception {
    Process submitter = startMain(SubmitMain.class);
    Set<Long> first = Set.copyOf(awaitProcesses(2));
    submitter.destroyForcibly().waitFor();
    Gate drivers = Gate.in(directory.resolve("drivers"));
    long master = drivers.awaitProcesses(1).iterator().next();
    seen.add(master);
    kill(master);
    awaitProcesses(first.size() + 2); // executors of the second attempt
    seen.addAll(drivers.awaitProcesses(2));
    gate.letGo();

    remains.assertNone(seen);
    assertEnded(YarnApplicationState.FINISHED, FinalApplicationStatus.SUCCEEDED);
    assertThat(remains.newest().getCurrentApplicationAttemptId().getAttemptId()).isEqualTo(2);
    assertThat(directory.resolve("answer")).hasContent("10");
  }

  /** A program that is told where the settings and the gate are, in a process of its own. */
  private Process startMain(Class<?> main, String... further) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                Yarn.SHORT_LIVED,
                "-Djdk.net.hosts.file=" + yarn.cluster().hostsFile(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                yarn.cluster().configDirectory().toString(),
                gate.directory()));
    command.addAll(List.of(further));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("driver" + seen.size() + ".log").toFile())
            .start();
    seen.add(process.pid());
    return process;
  }
}
