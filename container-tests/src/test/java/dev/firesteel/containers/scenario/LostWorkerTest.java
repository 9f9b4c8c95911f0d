package dev.firesteel.containers.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.containers.ContainerCluster;
import dev.firesteel.containers.Node;
import dev.firesteel.containers.OnContainers;
import dev.firesteel.containers.report.Outcome;
import dev.firesteel.containers.report.Row;
import dev.firesteel.containers.report.Scenario;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A worker is lost in the middle of a job, with a task that runs and with map outputs: the answer
 * is right, and what was there is gone once the worker is back.
 */
@Scenario
@ExtendWith(OnContainers.class)
@TestInstance(Lifecycle.PER_CLASS)
final class LostWorkerTest {
  private String input = "";
  private List<String> expected = List.of();

  @BeforeAll
  void makeInputAndTheRightAnswer(ContainerCluster cluster) {
    Edge local = Edge.local(cluster, "lost-worker");
    input = local.path("in");
    local.run("InputMain", List.of(input));
    local.run("WordCountMain", List.of(input, local.path("out")));
    expected = local.lines(local.path("out"));
    assertThat(expected).isNotEmpty().isSorted();
  }

  @ParameterizedTest(name = "worker killed, {0}")
  @EnumSource
  void aWorkerLosesItsPower(Backend backend, ContainerCluster cluster, TestReporter reporter) {
    Node victim = cluster.worker(2);
    Edge edge = edge(cluster, backend);
    try (HeldProgram program = held(cluster, edge)) {
      victim.kill();
      program.until("an executor is lost", () -> program.warnings().contains("is lost"));
      program.letGo(List.of(cluster.worker(1), cluster.worker(3)));
      assertRightThoughLost("worker killed", program, edge, reporter);
    } finally {
      if (!victim.runs()) {
        victim.restart();
      }
      cluster.awaitUp();
    }
    Leftovers.assertNone(cluster);
  }

  @ParameterizedTest(name = "worker paused, {0}")
  @EnumSource
  @Tag(Scenario.WHOLE)
  void aWorkerSleepsLongerThanItIsWaitedFor(
      Backend backend, ContainerCluster cluster, TestReporter reporter) {
    Node victim = cluster.worker(2);
    Edge edge = edge(cluster, backend);
    try (HeldProgram program = held(cluster, edge)) {
      List<String> executors = HeldProgram.executors(victim);
      victim.pause();
      try {
        awaitLost(program, cluster, backend, victim);
      } finally {
        victim.resume();
      }
      program.until(
          "the executor that was given up has ended",
          () -> HeldProgram.executors(victim).stream().noneMatch(executors::contains));
      program.letGo();
      assertRightThoughLost("worker paused and resumed", program, edge, reporter);
    } finally {
      cluster.awaitUp();
    }
    Leftovers.assertNone(cluster);
  }

  @ParameterizedTest(name = "worker cut off, {0}")
  @EnumSource
  void aWorkerIsCutOffAndComesBack(
      Backend backend, ContainerCluster cluster, TestReporter reporter) {
    Node victim = cluster.worker(2);
    Edge edge = edge(cluster, backend);
    try (HeldProgram program = held(cluster, edge)) {
      List<String> executors = HeldProgram.executors(victim);
      victim.cut();
      try {
        awaitLost(program, cluster, backend, victim);
        program.until(
            "the executor without a driver has ended by itself",
            () -> HeldProgram.executors(victim).stream().noneMatch(executors::contains));
      } finally {
        victim.reconnect();
      }
      program.letGo();
      assertRightThoughLost("worker cut off and reconnected", program, edge, reporter);
    } finally {
      cluster.awaitUp();
    }
    Leftovers.assertNone(cluster);
  }

  private static Edge edge(ContainerCluster cluster, Backend backend) {
    return Edge.of(cluster, backend, "lost-worker")
        .alone()
        .with("firesteel.executor.heartbeat-interval", "1s")
        .with("firesteel.executor.heartbeat-timeout", "10s")
        .with("firesteel.mesos.unreachable-timeout", "5s");
  }

  private HeldProgram held(ContainerCluster cluster, Edge edge) {
    return HeldProgram.start(
        cluster, edge, "WordCountMain", List.of(input, edge.path("out"), "--partitions", "6"));
  }

  private static void awaitLost(
      HeldProgram program, ContainerCluster cluster, Backend backend, Node victim) {
    program.until("an executor is lost", () -> program.warnings().contains("is lost"));
    Masters masters = new Masters(cluster);
    program.until("the master misses the worker", () -> masters.misses(backend, victim));
  }

  private void assertRightThoughLost(
      String scenario, HeldProgram program, Edge edge, TestReporter reporter) {
    Outcome outcome = program.outcome();
    reporter.publishEntry(Row.of(scenario, edge.name(), outcome).entry());
    assertThat(outcome.lost().lostExecutors()).as("lost executors").isPositive();
    assertThat(outcome.lost().lostAttempts()).as("lost attempts").isPositive();
    assertThat(edge.lines(edge.path("out"))).isEqualTo(expected);
  }
}
