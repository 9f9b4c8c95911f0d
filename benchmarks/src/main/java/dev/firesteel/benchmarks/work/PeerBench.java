package dev.firesteel.benchmarks.work;

import dev.firesteel.benchmarks.Figures;
import dev.firesteel.benchmarks.corpus.Corpora;
import dev.firesteel.benchmarks.corpus.Corpus;
import java.io.IOException;
import java.nio.file.Path;

/** Runs one benchmark by name with whatever peer, and prints its figures. */
public final class PeerBench {
  private static final int NUMBERS = 100;

  private final Corpora corpora;
  private final Path scratch;
  private final double scale;

  /** With corpora in a directory; scale 1 is the full size. */
  public PeerBench(Path directory, double scale) {
    this.corpora = new Corpora(directory);
    this.scratch = directory.resolve("out-" + ProcessHandle.current().pid());
    this.scale = scale;
  }

  /** The benchmark of the first answer, which needs no data. */
  public static void coldStart(Peer peer) {
    long count = peer.count(NUMBERS);
    new Figures("cold-start", peer.master()).answer(Long.toString(count)).print(count == NUMBERS);
  }

  /** Any benchmark. */
  public void run(String name, Peer peer) throws IOException {
    if (name.equals("cold-start")) {
      coldStart(peer);
      return;
    }
    peer.awaitExecutors();
    Figures figures = new Figures(name, peer.master());
    switch (name) {
      case "empty-tasks" -> Overhead.emptyTasks(scaled(100_000), peer::emptyTasks, figures);
      case "small-jobs" ->
          Overhead.smallJobs(scaled(2_000), NUMBERS, () -> peer.count(NUMBERS), figures);
      case "word-count" -> new Written(text(), scratch).wordCount(peer::wordCount, figures);
      case "sort" -> new Written(records(), scratch).sort(peer::sort, figures);
      case "aggregate" ->
          Sums.measure(scaled(20_000_000), scaled(1_000_000), peer::sumByKey, figures);
      case "aggregate-primitive" ->
          Sums.measure(scaled(20_000_000), scaled(1_000_000), peer::sumPrimitivesByKey, figures);
      case "join" ->
          Joined.measure(
              scaled(4_000_000), scaled(1_000_000), scaled(500_000), peer::join, figures);
      case "rescan" -> peer.rescan(text().file().toString()).measure(text(), figures);
      case "logistic-regression" -> logisticRegression(peer, figures);
      case "page-rank" ->
          Ranks.measure(corpora.graph(scaled(200_000), scaled(2_000_000)), peer::pageRank, figures);
      case "recovery" -> Recovery.measure(scale, scratch, peer::afterComputing, figures);
      default -> throw new IllegalArgumentException("There is no benchmark " + name);
    }
  }

  private void logisticRegression(Peer peer, Figures figures) {
    Path file = corpora.points(scaled(2_000_000), Regression.DIMENSIONS).file();
    Regression regression = new Regression();
    regression.descend(peer.gradients(file.toString()));
    regression.print(file, figures);
  }

  /** The text of 1 GiB. */
  public Corpus text() {
    return corpora.text((long) ((1L << 30) * scale));
  }

  /** The 10 million records of 100 bytes. */
  public Corpus records() {
    return corpora.records(scaled(10_000_000));
  }

  /** Where this process may write, a directory that is not there yet. */
  public Path scratch() {
    return scratch;
  }

  /** So many, at this scale. */
  public int scaled(int full) {
    return (int) Math.max(1, full * scale);
  }
}
