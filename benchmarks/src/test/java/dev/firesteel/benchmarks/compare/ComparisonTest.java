package dev.firesteel.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final String LOCAL = "local[2]";

  private final Comparison comparison = new Comparison();

  @Test
  void answersThatDifferAreToldWithWhoGaveThem() {
    comparison.add(run(Peer.FIRESTEEL, LOCAL, "sort", "seconds", 1, "17"));
    comparison.add(run(Peer.SPARK, LOCAL, "sort", "seconds", 1, "18"));

    assertThat(comparison.complaints())
        .singleElement()
        .asString()
        .contains("Answers of sort differ", "17", "firesteel sort on local[2]", "18", "spark");
    assertThat(comparison.equalAnswers()).isZero();
  }

  @Test
  void theFormForPrimitivesMustAnswerLikeTheOtherOne() {
    comparison.add(run(Peer.FIRESTEEL, LOCAL, "aggregate-primitive", "seconds", 1, "17"));
    comparison.add(run(Peer.SPARK, LOCAL, "aggregate", "seconds", 1, "18"));

    assertThat(comparison.complaints()).hasSize(1);
  }

  @Test
  void aRunThatFailedIsToldAndItsFiguresDoNotCount() {
    Run failed = run(Peer.SPARK, LOCAL, "sort", "seconds", 1, "");
    failed.line().put("ok", false).put("failure", "exit 3");
    comparison.add(failed);

    assertThat(comparison.complaints()).containsExactly("spark sort on local[2] failed: exit 3");
    assertThat(comparison.figure(Peer.SPARK, LOCAL, "sort", "seconds")).isEmpty();
  }

  @Test
  void aRatioIsOfMediansAndAboveOneWhereWeAreBetter() {
    for (double seconds : new double[] {1, 100, 2}) {
      comparison.add(run(Peer.FIRESTEEL, LOCAL, "page-rank", "seconds", seconds, "a"));
    }
    comparison.add(run(Peer.SPARK, LOCAL, "page-rank", "seconds", 30, "a"));

    Row row = row("page rank, s");
    assertThat(comparison.ratio(row, LOCAL)).hasValue(15);
    assertThat(comparison.ratio(row, "local-cluster[2,1,2048]")).isEmpty();
    assertThat(comparison.equalAnswers()).isEqualTo(1);
  }

  @Test
  void thePrimitiveWayIsSetBesideSparksOnlyWay() {
    comparison.add(
        run(Peer.FIRESTEEL, LOCAL, "aggregate-primitive", "million_records_per_s", 20, "a"));
    comparison.add(run(Peer.SPARK, LOCAL, "aggregate", "million_records_per_s", 0.5, "a"));

    assertThat(comparison.ratio(row("sum by key, primitives, M/s"), LOCAL)).hasValue(40);
  }

  @Test
  void theTableSaysWhatMissesItsAim() {
    comparison.add(run(Peer.FIRESTEEL, LOCAL, "cold-start", "wall_s", 0.5, "100"));
    comparison.add(run(Peer.SPARK, LOCAL, "cold-start", "wall_s", 4, "100"));
    comparison.add(run(Peer.PLAIN, Peer.NONE, "cold-start", "wall_s", 0.1, "100"));

    assertThat(new Table(comparison, LOCAL).text())
        .contains("| cold start, s | 0.5       | 4     | 8 (missed) | 10  |           | 0.1     |");
    assertThat(new Table(comparison, "local-cluster[2,1,2048]").text()).isEmpty();
  }

  @Test
  void whatIsBelowTheNoiseHasNoRatio() {
    String figure = "driver_kb_per_1000_tasks";
    comparison.add(run(Peer.FIRESTEEL, LOCAL, "empty-tasks", figure, -33, ""));
    comparison.add(run(Peer.SPARK, LOCAL, "empty-tasks", figure, 493, ""));

    assertThat(comparison.ratio(row("driver, kB for 1,000 tasks"), LOCAL)).isEmpty();
  }

  @Test
  void figuresWithoutALineAreToldAsTheyAre() {
    comparison.add(run(Peer.FIRESTEEL, LOCAL, "iterations", "step_ms", 3, ""));

    assertThat(comparison.untabled()).singleElement().asString().contains("\"step_ms\":3");
  }

  private static Row row(String label) {
    return Row.ALL.stream().filter(row -> row.label().equals(label)).findFirst().orElseThrow();
  }

  static Run run(
      Peer peer, String master, String bench, String figure, double value, String answer) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put(figure, value).put("answer", answer).put("ok", true);
    return new Run(new Cell(peer, master, bench), line);
  }
}
