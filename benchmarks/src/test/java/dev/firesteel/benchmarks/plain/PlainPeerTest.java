package dev.firesteel.benchmarks.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.benchmarks.Outputs;
import dev.firesteel.benchmarks.corpus.Corpora;
import dev.firesteel.benchmarks.corpus.Corpus;
import dev.firesteel.benchmarks.work.Ranks;
import dev.firesteel.benchmarks.work.Regression;
import dev.firesteel.benchmarks.work.Rescan;
import dev.firesteel.benchmarks.work.Sums;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainPeerTest {
  private final PlainPeer peer = new PlainPeer("local[2]");

  @TempDir private Path directory;

  @Test
  void saysWhatItCannotDo() {
    assertThatThrownBy(() -> peer.emptyTasks(2))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("Cannot measure empty tasks on local[2]: it is not written for this peer");
  }

  @Test
  void tellsWhyAPartFailed() {
    assertThatThrownBy(
            () ->
                TwoThreads.each(
                    3,
                    part -> {
                      throw new IllegalArgumentException("no part " + part);
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no part 0");
  }

  @Test
  void sumsByKeyAlikeWithBoxesAndWithout() {
    int records = 200_000;
    int keys = 90_000; // tables grow
    Sums boxed = SumByKey.boxed(records, keys);

    assertThat(boxed).isEqualTo(SumByKey.primitive(records, keys));
    assertThat(boxed.keys()).isBetween(70_000L, 90_000L);
  }

  @Test
  void joinsEachPairOfEqualKeys() {
    assertThat(peer.join(40, 10, 1).pairs()).isEqualTo(400);
  }

  @Test
  void countsTheWordsOfTheCorpus() throws IOException {
    Corpus text = new Corpora(directory).text(1 << 20);
    peer.wordCount(text.file().toString(), out());

    assertThat(Outputs.words(Path.of(out())).matches(text, "words")).isTrue();
  }

  @Test
  void sortsTheRecordsOfTheCorpus() throws IOException {
    Corpus records = new Corpora(directory).records(10_001);
    peer.sort(records.file().toString(), out());

    assertThat(Outputs.sorted(Path.of(out())).matches(records, "lines")).isTrue();
  }

  @Test
  void sortsKeysThatBeginAlike() throws IOException {
    Path file = directory.resolve("alike");
    String rest = "x".repeat(89) + "\n";
    Files.writeString(
        file,
        "aaaaaa0003" + rest + "aaaaaa0002" + rest + "aaaaaa0001" + rest + "!aaaaa0009" + rest);
    peer.sort(file.toString(), out());
    Outputs.Found found = Outputs.sorted(Path.of(out()));

    assertThat(found.inOrder()).isTrue();
    assertThat(found.count()).isEqualTo(4);
  }

  @Test
  void ranksNodesThatPointAtEachOtherAlike() throws IOException {
    Path file = Files.writeString(directory.resolve("graph"), "0 1\n1 0\n2 3\n");
    Ranks ranks = peer.pageRank(file.toString());

    assertThat(ranks.nodes()).isEqualTo(2); // 2 has no rank after a step, so 3 none after two
    assertThat(ranks.sum()).isEqualTo(2);
  }

  @Test
  void countsLinesAndLongOnes() {
    Corpus text = new Corpora(directory).text(1 << 20);
    Rescan rescan = peer.rescan(text.file().toString());

    assertThat(rescan.count().getAsLong()).isEqualTo(text.fact("lines"));
    assertThat(rescan.longOnes().getAsLong()).isBetween(1L, text.fact("lines") - 1);
  }

  @Test
  void countsThePointsOfAGradient() {
    Corpus points = new Corpora(directory).points(1_000, Regression.DIMENSIONS);
    double[] gradient =
        peer.gradients(points.file().toString()).apply(new double[Regression.DIMENSIONS]);

    assertThat(gradient[Regression.DIMENSIONS]).isEqualTo(1_000);
  }

  private String out() {
    return directory.resolve("out").toString();
  }
}
