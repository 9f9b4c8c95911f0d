package dev.firesteel.containers.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.containers.ContainerCluster;
import dev.firesteel.containers.Node;
import dev.firesteel.containers.OnContainers;
import dev.firesteel.containers.report.Outcome;
import dev.firesteel.containers.report.Row;
import dev.firesteel.containers.report.Scenario;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A worker gets a tenth of a core: what it holds up is done by another. */
@Scenario
@ExtendWith(OnContainers.class)
@TestInstance(Lifecycle.PER_CLASS)
final class SlowWorkerTest {
  private static final double A_TENTH = 0.1;
  private static final List<String> WORK = List.of("--tasks", "6", "--millions", "600");

  private List<String> expected = List.of();

  @BeforeAll
  void findTheRightAnswer(ContainerCluster cluster) {
    Edge local = Edge.local(cluster, "slow-worker");
    local.run("SlowMain", words(local));
    expected = local.lines(local.path("out"));
    assertThat(expected).hasSize(6);
  }

  @ParameterizedTest(name = "slow worker met by speculation, {0}")
  @EnumSource
  void aCopyOfTheTaskOnTheSlowWorkerWins(
      Backend backend, ContainerCluster cluster, TestReporter reporter) {
    Node slow = cluster.worker(3);
    Edge edge =
        Edge.of(cluster, backend, "slow-worker")
            .alone()
            .with("firesteel.speculation", "true")
            .with("firesteel.speculation.quantile", "0.5")
            .with("firesteel.executor.heartbeat-timeout", "120s");
    try (HeldProgram program =
        HeldProgram.start(cluster, edge, "SlowMain", words(edge, "--tell", "attempt"))) {
      List<Integer> held = program.partitionsOn(slow);
      slow.limitCpus(A_TENTH);
      program.letGo();
      Outcome outcome = program.outcome();
      reporter.publishEntry(Row.of("slow worker, speculation", edge.name(), outcome).entry());
      assertThat(outcome.lost().copies()).as("copies").isPositive();
      List<String> answers = edge.lines(edge.path("out"));
      assertThat(answers.stream().map(SlowWorkerTest::withoutAttempt).toList()).isEqualTo(expected);
      assertThat(held).isNotEmpty();
      assertThat(held)
          .as("tasks of the slow worker were answered by second attempts in %s", answers)
          .allMatch(task -> attempt(answers.get(task)) > 0);
    } finally {
      slow.limitCpus(0);
      cluster.awaitUp();
    }
    Leftovers.assertNone(cluster);
  }

  private static List<String> words(Edge edge, String... more) {
    List<String> words = new ArrayList<>(List.of(edge.path("out")));
    words.addAll(WORK);
    words.addAll(List.of(more));
    return words;
  }

  private static String withoutAttempt(String line) {
    return line.substring(0, line.lastIndexOf('\t'));
  }

  private static int attempt(String line) {
    return Integer.parseInt(line.substring(line.lastIndexOf('\t') + 1));
  }
}
