package dev.firesteel.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RequestTest {
  private static final String LOCAL = "local[2]";
  private static final String CLUSTER = "local-cluster[2,1,2048]";

  @Test
  void withoutWordsFiresteelRunsAllItsUsualBenchmarksOnBothMasters() {
    Request request = request();

    assertThat(request.peers()).containsExactly(Peer.FIRESTEEL);
    assertThat(request.benches()).isEqualTo(Benches.DEFAULT);
    assertThat(request.masters()).containsExactly(LOCAL, CLUSTER);
    assertThat(request.runs()).isEqualTo(1);
    assertThat(request.scale()).isEqualTo(1);
  }

  @Test
  void peersTakeTurnsOnEachMasterAndOneProcessIsMeasuredOnce() {
    assertThat(request("spark", "firesteel", "plain", "sort").cells("sort"))
        .containsExactly(
            new Cell(Peer.SPARK, LOCAL, "sort"),
            new Cell(Peer.FIRESTEEL, LOCAL, "sort"),
            new Cell(Peer.PLAIN, Peer.NONE, "sort"),
            new Cell(Peer.SPARK, CLUSTER, "sort"),
            new Cell(Peer.FIRESTEEL, CLUSTER, "sort"));
  }

  @Test
  void onlyExecutorsThatAreProcessesCanBeLost() {
    assertThat(request("firesteel", "spark", "mapreduce", "plain").cells("recovery"))
        .containsExactly(
            new Cell(Peer.FIRESTEEL, CLUSTER, "recovery"),
            new Cell(Peer.SPARK, CLUSTER, "recovery"));
  }

  @Test
  void aWordThatIsNeitherPeerNorBenchmarkIsRefused() {
    assertThatThrownBy(() -> request("sparc")).hasMessageContaining("'sparc'");
  }

  @Test
  void numbersMustBePositive() {
    assertThatThrownBy(() -> request("--runs", "0")).hasMessageContaining("--runs");
    assertThatThrownBy(() -> request("--scale", "x")).hasMessageContaining("--scale");
  }

  @Test
  void anUnknownOptionIsRefused() {
    assertThatThrownBy(() -> request("--rnus", "3")).hasMessageContaining("--rnus");
  }

  private static Request request(String... words) {
    return Request.of(words, Path.of("home"));
  }
}
