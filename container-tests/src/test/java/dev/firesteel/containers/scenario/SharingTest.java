package dev.firesteel.containers.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.containers.ContainerCluster;
import dev.firesteel.containers.Node;
import dev.firesteel.containers.OnContainers;
import dev.firesteel.containers.Running;
import dev.firesteel.containers.report.Outcome;
import dev.firesteel.containers.report.Row;
import dev.firesteel.containers.report.Scenario;
import dev.firesteel.dataset.status.LostWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two elastic applications, each of which could use more than the whole cluster: the second gets
 * what the first needs no more, while the first still runs, and all when the first has ended.
 */
@Scenario
@ExtendWith(OnContainers.class)
final class SharingTest {
  /** What three workers of four cores give to executors of two. */
  private static final int SLOTS = 12;

  private static final int TASKS = 16;

  @ParameterizedTest(name = "two applications share the cluster")
  @EnumSource
  void theSecondGetsWhatTheFirstNeedsNoMore(
      Backend backend, ContainerCluster cluster, TestReporter reporter) {
    Edge edge =
        Edge.of(cluster, backend, "sharing")
            .with("firesteel.executor.cores", "2")
            .with("firesteel.elastic", "true")
            .with("firesteel.elastic.idle-timeout", "2s");
    Held first = new Held(cluster);
    Held second = new Held(cluster);
    Running one = start(edge, "one", first);
    Map<Integer, String> all = first.await(SLOTS, one);
    assertThat(all).as("the first has the whole cluster").hasSize(SLOTS);
    Running two = start(edge, "two", second);

    first.letGo(cluster.worker(1));
    first.letGo(cluster.worker(2));
    Node last = cluster.worker(3);
    int kept = (int) all.values().stream().filter(last.name()::equals).count();
    assertThat(kept).isBetween(1, SLOTS - 1);
    Map<Integer, String> given = second.await(SLOTS - kept, two);
    assertThat(one.ended()).as("the first still runs").isFalse();
    assertThat(given.values()).as("the first keeps what it uses").doesNotContain(last.name());

    first.letGo();
    Outcome ofOne = edge.await(one);
    second.await(SLOTS, two);
    second.letGo();
    Outcome ofTwo = edge.await(two);
    first.clean();
    second.clean();
    String shares = "sharing: " + SLOTS + " slots, then " + kept + " and " + (SLOTS - kept);
    reporter.publishEntry(Row.of(shares + "; first", backend.toString(), ofOne).entry());
    reporter.publishEntry(Row.of(shares + "; second", backend.toString(), ofTwo).entry());

    assertThat(ofOne.lost()).isEqualTo(LostWork.NONE);
    assertThat(ofTwo.lost()).isEqualTo(LostWork.NONE);
    assertThat(edge.lines(edge.path("one"))).hasSize(TASKS).isEqualTo(edge.lines(edge.path("two")));
    Leftovers.assertNone(cluster);
  }

  private static Running start(Edge edge, String out, Held held) {
    List<String> words = new ArrayList<>(List.of(edge.path(out)));
    words.addAll(List.of("--tasks", Integer.toString(TASKS), "--millions", "1"));
    words.addAll(held.words("middle"));
    return edge.start("SlowMain", words);
  }
}
