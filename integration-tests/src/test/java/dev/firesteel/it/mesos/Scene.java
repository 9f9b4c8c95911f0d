package dev.firesteel.it.mesos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.dataset.ActionFuture;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.SessionBuilder;
import dev.firesteel.it.yarn.Gate;
import dev.firesteel.it.yarn.HeldJob;
import dev.firesteel.mesos.test.ClusterBuilder;
import dev.firesteel.mesos.test.FrameworkView;
import dev.firesteel.mesos.test.MesosTestCluster;
import dev.firesteel.mesos.test.TaskView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A double of Mesos with a job that is held at a gate, for tests in which something dies. */
final class Scene implements AutoCloseable {
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private final Path directory;
  private final Mesos mesos;
  private final Set<Long> seen = new HashSet<>();
  private final List<Process> drivers = new ArrayList<>();
  private Gate gate;

  Scene(ClusterBuilder cluster, Path directory) throws IOException {
    this.directory = directory;
    this.gate = Gate.in(directory.resolve("gate"));
    this.mesos = new Mesos(cluster.start());
  }

  MesosTestCluster cluster() {
    return mesos.cluster();
  }

  /** With two executors, and told soon what dies. */
  SessionBuilder session() {
    return mesos
        .session()
        .config("firesteel.executor.instances", "2")
        .config("firesteel.mesos.unreachable-timeout", "2s")
        .config("firesteel.executor.heartbeat-interval", "500ms")
        .config("firesteel.executor.heartbeat-timeout", "10s");
  }

  ActionFuture<List<Pair<Integer, Integer>>> heldJob(Session session) {
    return HeldJob.start(session, gate);
  }

  /** The processes that have come to the gate, once there are so many. */
  Set<Long> awaitProcesses(int atLeast) throws IOException {
    Set<Long> all = gate.awaitProcesses(atLeast);
    seen.addAll(all);
    return all;
  }

  /** Lets the held job go; the next one waits at another gate. */
  void letGo() throws IOException {
    gate.letGo();
    gate = Gate.in(directory.resolve("gate" + System.nanoTime()));
  }

  /**
   * Starts a driver in a process of its own, see {@link HeldMain}; its jobs wait at the gate that
   * is closed now.
   */
  Process driver(String... settings) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Mesos.java().toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                HeldMain.class.getName(),
                mesos.master(),
                gate.directory(),
                answer(drivers.size() + 1).toString()));
    command.addAll(List.of(settings));
    Process driver =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log(drivers.size() + 1).toFile())
            .start();
    drivers.add(driver);
    seen.add(driver.pid());
    return driver;
  }

  /** Where the driver that was started as number so much, from 1, writes its answer. */
  Path answer(int driver) {
    return directory.resolve("answer" + driver);
  }

  /** Where it logs. */
  Path log(int driver) {
    return directory.resolve("driver" + driver + ".log");
  }

  /** Waits until a driver ends, and for an answer that is right. */
  void assertRightAnswer(int driver) throws Exception {
    Process process = drivers.get(driver - 1);
    assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(log(driver))).isZero();
    assertThat(answer(driver)).hasContent(HeldJob.SUMS.toString());
  }

  /** The frameworks in this state. */
  List<String> frameworks(FrameworkView.State state) {
    return cluster().frameworks().stream()
        .filter(each -> each.state() == state)
        .map(FrameworkView::id)
        .toList();
  }

  /** Ids of tasks that the master takes for living. */
  Set<String> tasksAtMaster() {
    Set<String> ids = new TreeSet<>();
    cluster().frameworks().forEach(each -> ids.addAll(each.tasks()));
    return ids;
  }

  /** Ids of tasks that agents have. */
  Set<String> taskIds() {
    Set<String> ids = new TreeSet<>();
    cluster().tasks().forEach(each -> ids.add(each.taskId()));
    return ids;
  }

  /** An agent with an executor. */
  int agentInUse() {
    return cluster().tasks().stream().mapToInt(TaskView::agent).findFirst().orElseThrow();
  }

  static void kill(long pid) {
    assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
  }

  /** Stops a process as {@code SIGSTOP} does: it is there and does nothing. */
  static void freeze(long pid) throws Exception {
    assertThat(new ProcessBuilder("kill", "-STOP", Long.toString(pid)).start().waitFor()).isZero();
  }

  static boolean lives(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  static void await(String what, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > LIMIT.toNanos()) {
        throw new AssertionError("It does not come: " + what);
      }
      LockSupport.parkNanos(STEP_NANOS);
    }
  }

  void assertNoProcessIsLeft() {
    await("no process of " + seen, () -> seen.stream().noneMatch(Scene::lives));
  }

  /** No process, no task, and no breach of manners. */
  void assertNothingIsLeft() {
    assertNoProcessIsLeft();
    await("no task, but " + cluster().tasks(), () -> cluster().tasks().isEmpty());
    assertThat(cluster().violations()).isEmpty();
  }

  @Override
  public void close() {
    cluster().close();
    seen.stream()
        .flatMap(pid -> ProcessHandle.of(pid).stream())
        .forEach(ProcessHandle::destroyForcibly);
  }
}
