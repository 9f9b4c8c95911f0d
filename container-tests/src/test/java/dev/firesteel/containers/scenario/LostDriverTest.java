package dev.firesteel.containers.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.containers.ContainerCluster;
import dev.firesteel.containers.Node;
import dev.firesteel.containers.OnContainers;
import dev.firesteel.containers.Result;
import dev.firesteel.containers.report.Row;
import dev.firesteel.containers.report.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A driver ends without a word while its executors work: nothing of it is left on any host. */
@Scenario
@ExtendWith(OnContainers.class)
final class LostDriverTest {
  private static final List<String> WORK = List.of("--tasks", "3", "--millions", "1");

  @ParameterizedTest(name = "driver killed, {0}")
  @EnumSource
  void theDriversProcessOnTheEdgeNodeIsKilled(
      Backend backend, ContainerCluster cluster, TestReporter reporter) {
    Edge edge = edge(cluster, backend);
    long begun;
    try (HeldProgram program = held(cluster, edge)) {
      assertEachWorkerHasAnExecutor(cluster);
      begun = System.nanoTime();
      program.kill();
    }
    assertNothingIsLeft(cluster, backend);
    tell(reporter, "driver killed", edge, begun);
  }

  @ParameterizedTest(name = "edge node without power, {0}")
  @EnumSource
  @Tag(Scenario.WHOLE)
  void theEdgeNodeLosesItsPower(Backend backend, ContainerCluster cluster, TestReporter reporter) {
    Edge edge = edge(cluster, backend);
    long begun;
    try (HeldProgram program = held(cluster, edge)) {
      assertEachWorkerHasAnExecutor(cluster);
      begun = System.nanoTime();
      cluster.edge().kill();
      cluster.edge().restart();
    } finally {
      if (!cluster.edge().runs()) {
        cluster.edge().restart();
      }
    }
    assertNothingIsLeft(cluster, backend);
    tell(reporter, "edge node of the driver killed", edge, begun);
  }

  @ParameterizedTest(name = "driver killed in cluster mode, {0}")
  @EnumSource
  void theDriversProcessOnAWorkerIsKilledAndItHasNoMoreAttempts(
      Backend backend, ContainerCluster cluster, TestReporter reporter) {
    try (Dispatcher dispatcher = Dispatcher.ofNeed(cluster, backend)) {
      Edge edge = dispatcher.known(edge(cluster, backend).cluster());
      try (HeldProgram program = held(cluster, edge)) {
        long begun = System.nanoTime();
        Node host = hostOfDriver(cluster);
        host.run("bash", "-c", "kill -KILL " + pid(drivers(host).get(0))).orFail();
        assertFailed(program.ended());
        Leftovers.assertNone(cluster, dispatcher.signs());
        tell(reporter, "driver killed", edge, begun);
      }
    }
    Leftovers.assertNone(cluster);
  }

  @ParameterizedTest(name = "worker of the driver killed, {0}")
  @EnumSource
  @Tag(Scenario.WHOLE)
  void theWorkerOfTheDriverLosesItsPower(
      Backend backend, ContainerCluster cluster, TestReporter reporter) {
    try (Dispatcher dispatcher = Dispatcher.ofNeed(cluster, backend)) {
      Edge edge = dispatcher.known(edge(cluster, backend).cluster());
      try (HeldProgram program = held(cluster, edge)) {
        long begun = System.nanoTime();
        Node host = hostOfDriver(cluster);
        host.kill();
        try {
          assertFailed(program.ended());
        } finally {
          host.restart();
          cluster.awaitUp();
        }
        Leftovers.assertNone(cluster, dispatcher.signs());
        tell(reporter, "worker of the driver killed", edge, begun);
      }
    }
    Leftovers.assertNone(cluster);
  }

  private static Edge edge(ContainerCluster cluster, Backend backend) {
    return Edge.of(cluster, backend, "lost-driver")
        .alone()
        .with("firesteel.executor.heartbeat-interval", "1s")
        .with("firesteel.executor.heartbeat-timeout", "10s")
        .with("firesteel.yarn.max-attempts", "1")
        .with("firesteel.mesos.failover-timeout", "5s");
  }

  private static HeldProgram held(ContainerCluster cluster, Edge edge) {
    List<String> words = new ArrayList<>(List.of(edge.path("out")));
    words.addAll(WORK);
    return HeldProgram.start(cluster, edge, "SlowMain", words);
  }

  private static void assertEachWorkerHasAnExecutor(ContainerCluster cluster) {
    assertThat(cluster.workers()).allSatisfy(w -> assertThat(HeldProgram.executors(w)).hasSize(1));
  }

  /** Processes of drivers on a worker: what is of Firesteel and no executor. */
  private static List<String> drivers(Node worker) {
    return worker.jvms().stream()
        .filter(jvm -> jvm.contains("ApplicationMaster") || jvm.contains("DriverMain"))
        .toList();
  }

  private static Node hostOfDriver(ContainerCluster cluster) {
    return cluster.workers().stream()
        .filter(worker -> !drivers(worker).isEmpty())
        .findFirst()
        .orElseThrow(() -> new AssertionError("No worker has a driver"));
  }

  private static String pid(String jvm) {
    return jvm.substring(0, jvm.indexOf(' '));
  }

  private static void assertFailed(Result result) {
    assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
    assertThat(result.err()).contains("FAILED");
  }

  private static void assertNothingIsLeft(ContainerCluster cluster, Backend backend) {
    cluster.edge().run("firesteel", "list").orFail(); // forgets the driver that does not answer
    Leftovers.assertNone(cluster);
    if (backend == Backend.YARN) {
      assertThat(new Masters(cluster).newestOfYarn()).isEqualTo("FAILED");
    }
  }

  private static void tell(TestReporter reporter, String scenario, Edge edge, long begun) {
    Duration time = Duration.ofNanos(System.nanoTime() - begun);
    reporter.publishEntry(Row.of(scenario + ", gone after", edge.name(), time).entry());
  }
}
