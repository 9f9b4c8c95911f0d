package dev.firesteel.containers.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.containers.Await;
import dev.firesteel.containers.ContainerCluster;
import dev.firesteel.containers.Node;
import dev.firesteel.containers.OnContainers;
import dev.firesteel.containers.Running;
import dev.firesteel.containers.report.Outcome;
import dev.firesteel.containers.report.Row;
import dev.firesteel.containers.report.Scenario;
import dev.firesteel.dataset.status.LostWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Services of the head node are killed and started again while tasks of a sort run. */
@Scenario
@ExtendWith(OnContainers.class)
final class RestartsTest {
  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final int TASKS = 3;

  @ParameterizedTest(name = "NameNode killed and started")
  @EnumSource
  void aJobWritesItsOutputWhenTheNameNodeIsBack(
      Backend backend, ContainerCluster cluster, TestReporter reporter) {
    Edge edge = Edge.of(cluster, backend, "namenode");
    Held held = new Held(cluster);
    Running sort = heldSort(edge, held);
    try {
      cluster.head().daemon("kill", "namenode");
      // Its tasks meet a NameNode that is not there, and the job cannot end before it is back.
      held.letGo();
      assertThat(sort.ended()).isFalse();
    } finally {
      cluster.head().daemon("start", "namenode");
      cluster.awaitUp();
    }
    Outcome outcome = edge.await(sort);
    held.clean();
    reporter.publishEntry(Row.of("NameNode restarted", backend.toString(), outcome).entry());
    isRight(edge);
    assertThat(outcome.lost().lostExecutors()).isZero();
    assertThat(outcome.lost().redoneTasks()).isZero();
    Leftovers.assertNone(cluster);
  }

  @Test
  void aJobDoesNotNoticeThatTheResourceManagerIsStartedAgain(
      ContainerCluster cluster, TestReporter reporter) {
    Edge edge = Edge.of(cluster, Backend.YARN, "resourcemanager");
    Outcome outcome =
        overRestart(cluster, edge, "resourcemanager", "8088", "/ws/v1/cluster/apps?states=RUNNING");
    reporter.publishEntry(Row.of("ResourceManager restarted", "yarn", outcome).entry());
    assertThat(outcome.lost()).isEqualTo(LostWork.NONE);
  }

  @Test
  void aJobDoesNotNoticeThatTheMasterIsStartedAgain(
      ContainerCluster cluster, TestReporter reporter) {
    Edge edge = Edge.of(cluster, Backend.MESOS, "master");
    Outcome outcome = overRestart(cluster, edge, "mesos-master", "5050", "/frameworks");
    reporter.publishEntry(Row.of("master restarted", "mesos", outcome).entry());
    assertThat(outcome.lost()).isEqualTo(LostWork.NONE);
  }

  /** The daemon's page tells of the application before, and again after, it was away. */
  private static Outcome overRestart(
      ContainerCluster cluster, Edge edge, String daemon, String port, String page) {
    Node head = cluster.head();
    Held held = new Held(cluster);
    Running sort = heldSort(edge, held);
    try {
      assertThat(head.run("http", "head", port, page).orFail().out()).contains("\"sort\"");
      head.daemon("kill", daemon);
    } finally {
      head.daemon("start", daemon);
      cluster.awaitUp();
    }
    Await.until(
        LIMIT,
        () -> head.run("http", "head", port, page).out().contains("\"sort\"") || sort.ended(),
        () -> daemon + " does not know the application again: " + sort.err());
    assertThat(sort.ended()).as("ended while its tasks wait; %s", sort.err()).isFalse();
    held.letGo();
    Outcome outcome = edge.await(sort);
    held.clean();
    isRight(edge);
    Leftovers.assertNone(cluster);
    return outcome;
  }

  private static Running heldSort(Edge edge, Held held) {
    edge.run("InputMain", List.of(edge.path("in")));
    List<String> words = new ArrayList<>(List.of(edge.path("in"), edge.path("out")));
    words.addAll(held.words("middle"));
    Running sort = edge.start("SortMain", words);
    held.await(TASKS, sort);
    return sort;
  }

  private static void isRight(Edge edge) {
    assertThat(edge.lines(edge.path("out")))
        .isSorted()
        .containsExactlyInAnyOrderElementsOf(edge.lines(edge.path("in/records")));
  }
}
