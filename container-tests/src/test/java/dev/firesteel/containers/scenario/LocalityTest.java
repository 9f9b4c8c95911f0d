package dev.firesteel.containers.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.containers.ContainerCluster;
import dev.firesteel.containers.OnContainers;
import dev.firesteel.containers.report.Outcome;
import dev.firesteel.containers.report.Row;
import dev.firesteel.containers.report.Scenario;
import dev.firesteel.dataset.status.InputLocality;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tasks run where their blocks are. Where the blocks are says the NameNode, where the tasks ran say
 * the hosts on whose disks they left a file; what the program tells of itself must agree with both.
 */
@Scenario
@ExtendWith(OnContainers.class)
final class LocalityTest {
  private static final int LINES = 580_000;
  private static final int REPLICAS = 2;

  /** Of a hundred tasks, so many may run away from their input. */
  private static final int EXCEPTIONS = 5;

  @ParameterizedTest(name = "node locality of some 60 blocks")
  @EnumSource
  void tasksRunWhereTheirBlocksAre(
      Backend backend, ContainerCluster cluster, TestReporter reporter) {
    Edge edge =
        Edge.of(cluster, backend, "locality")
            .alone()
            .with("firesteel.io.split-size", "1m")
            .with("firesteel.locality.wait", "30s"); // of a busy machine a host may be slow
    write(cluster, edge.path("in/text/one"));
    List<Set<String>> blocks = Blocks.of(cluster, edge.path("in/text/one"), REPLICAS);
    assertThat(blocks).hasSizeBetween(60, 100);

    Held held = new Held(cluster);
    held.letGo();
    List<String> words = new ArrayList<>(List.of(edge.path("in"), edge.path("out")));
    words.addAll(held.words("input"));
    Outcome outcome = edge.run("WordCountMain", words);
    Map<Integer, String> where = held.where();
    held.clean();
    reporter.publishEntry(Row.of("node locality", backend.toString(), outcome).entry());

    assertThat(edge.lines(edge.path("out"))).contains("the\t" + LINES).hasSize(1_000 + 2);
    assertThat(where.keySet()).hasSize(blocks.size());
    long local =
        where.entrySet().stream()
            .filter(task -> blocks.get(task.getKey()).contains(task.getValue()))
            .count();
    long away = blocks.size() - local;
    assertThat(outcome.at(InputLocality.NODE)).isEqualTo(local);
    assertThat(away).isLessThanOrEqualTo(blocks.size() * EXCEPTIONS / 100L);
    assertThat(outcome.notLocal().values().stream().mapToLong(count -> count).sum())
        .as("each exception has its reason")
        .isEqualTo(away);
    Leftovers.assertNone(cluster);
  }

  /** Lines of 115 bytes: a word of a thousand, one that is in each, and one to fill the line. */
  private static void write(ContainerCluster cluster, String file) {
    String script =
        "hdfs dfs -mkdir -p $(dirname $0) && seq $1 | awk '{printf \"word%d the %0100d\\n\", $1 %"
            + " 1000, 7}' | hdfs dfs -put -f - $0";
    cluster.edge().run("bash", "-c", script, file, Integer.toString(LINES)).orFail();
  }
}
