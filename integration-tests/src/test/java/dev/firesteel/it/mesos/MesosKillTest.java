package dev.firesteel.it.mesos;

import static dev.firesteel.it.yarn.HeldJob.SUMS;
import static dev.firesteel.it.yarn.HeldJob.map;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.dataset.ActionFuture;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.SessionBuilder;
import dev.firesteel.it.yarn.Gate;
import dev.firesteel.it.yarn.HeldJob;
import dev.firesteel.mesos.test.TaskView;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What Mesos and its frameworks make of deaths: right answers, and nothing is left. */
@Timeout(240)
final class MesosKillTest {
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);
  @TempDir private Path directory;
  private final Set<Long> seen = new HashSet<>();
  private Mesos mesos;
  private Gate gate;

  @BeforeEach
  void start() throws IOException {
    mesos = new Mesos(Mesos.small().agentPings(Duration.ofMillis(500), 2).start());
    gate = Gate.in(directory.resolve("gate"));
  }

  @AfterEach
  void stop() {
    mesos.cluster().close();
    seen.stream()
        .flatMap(pid -> ProcessHandle.of(pid).stream())
        .forEach(ProcessHandle::destroyForcibly);
  }

  private SessionBuilder session() {
    return mesos
        .session()
        .config("firesteel.executor.instances", "2")
        .config("firesteel.mesos.unreachable-timeout", "2s")
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

  private static void await(String what, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > LIMIT_NANOS) {
        throw new AssertionError("It does not come: " + what);
      }
      LockSupport.parkNanos(STEP_NANOS);
    }
  }

  /** No process, no task, and no breach of manners. */
  private void assertNothingIsLeft() {
    await(
        "no process of " + seen,
        () -> seen.stream().flatMap(p -> ProcessHandle.of(p).stream()).noneMatch(p -> p.isAlive()));
    await("no task, but " + mesos.cluster().tasks(), () -> mesos.cluster().tasks().isEmpty());
    assertThat(mesos.cluster().violations()).isEmpty();
  }

  /** An agent with an executor. */
  private int agentInUse() {
    return mesos.cluster().tasks().stream().mapToInt(TaskView::agent).findFirst().orElseThrow();
  }

  @Test
  void aKilledExecutorIsReplacedAndTheAnswerIsRight() throws Exception {
    try (Session session = session().open()) {
      var job = heldJob(session);
      long victim = awaitProcesses(2).iterator().next();
      assertThat(ProcessHandle.of(victim).orElseThrow().destroyForcibly()).isTrue();
      awaitProcesses(3);
      gate.letGo();
      assertThat(map(job.await())).isEqualTo(SUMS);
    }
    assertNothingIsLeft();
  }

  @Test
  void executorsOfALostHostAreReplacedElsewhere() throws Exception {
    try (Session session = session().open()) {
      var job = heldJob(session);
      awaitProcesses(2);
      mesos.cluster().killHost(agentInUse());
      awaitProcesses(3);
      gate.letGo();
      assertThat(map(job.await())).isEqualTo(SUMS);
    }
    assertNothingIsLeft();
  }

  @Test
  void executorsOfAKilledAgentWorkOnAndAreKnownToItsSuccessor() throws Exception {
    try (Session session = session().open()) {
      var job = heldJob(session);
      awaitProcesses(2);
      int agent = agentInUse();
      mesos.cluster().killAgent(agent);
      mesos.cluster().restartAgent(agent);
      gate.letGo();
      assertThat(map(job.await())).isEqualTo(SUMS);
    }
    assertNothingIsLeft();
  }

  @Test
  void executorsOfAnAgentThatIsUnreachableForTooLongAreReplacedAndKilledWhenItIsBack()
      throws Exception {
    try (Session session = session().open()) {
      var job = heldJob(session);
      awaitProcesses(2);
      int agent = agentInUse();
      mesos.cluster().partition(agent);
      awaitProcesses(3);
      mesos.cluster().heal(agent);
      gate.letGo();
      assertThat(map(job.await())).isEqualTo(SUMS);
    }
    assertNothingIsLeft();
  }

  @Test
  void aMasterThatFailsOverDisturbsNothing() throws Exception {
    try (Session session = session().open()) {
      var job = heldJob(session);
      Set<Long> before = Set.copyOf(awaitProcesses(2));
      mesos.cluster().failOver();
      long victim = before.iterator().next();
      assertThat(ProcessHandle.of(victim).orElseThrow().destroyForcibly()).isTrue();
      awaitProcesses(3); // from the new master
      gate.letGo();
      assertThat(map(job.await())).isEqualTo(SUMS);
    }
    assertNothingIsLeft();
  }

  @Test
  void executorsOfAKilledDriverEndByThemselvesAndItsFrameworkIsForgotten() throws Exception {
    Process driver =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                HeldMain.class.getName(),
                mesos.master(),
                gate.directory())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("driver.log").toFile())
            .start();
    seen.add(driver.pid());
    awaitProcesses(3);
    driver.destroyForcibly().waitFor();
    assertNothingIsLeft();
  }
}
