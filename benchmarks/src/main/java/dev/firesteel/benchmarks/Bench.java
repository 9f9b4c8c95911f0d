package dev.firesteel.benchmarks;

import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.benchmarks.hdfs.HdfsPlan;
import dev.firesteel.benchmarks.hdfs.HdfsScan;
import dev.firesteel.benchmarks.work.PeerBench;
import dev.firesteel.dataset.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Runs one benchmark: its name, the directory for corpora, and a scale (1 is the full size). */
public final class Bench {
  private final Session session;
  private final PeerBench bench;

  private Bench(Session session, PeerBench bench) {
    this.session = session;
    this.bench = bench;
  }

  /** Runs it. */
  public static void main(String[] args) throws Exception {
    String name = args[0];
    try (Session session = Session.builder().name("bench-" + name).open()) {
      switch (name) {
        case "cold-start" -> PeerBench.coldStart(new FiresteelPeer(session));
        case "first-task" ->
            FirstTask.run(session, new Figures(name, session.config().get(CoreKeys.MASTER)));
        default ->
            new Bench(session, new PeerBench(Path.of(args[1]), Double.parseDouble(args[2])))
                .run(name);
      }
    }
  }

  static List<Integer> ints(int count) {
    return IntStream.rangeClosed(1, count).boxed().toList();
  }

  private void run(String name) throws IOException {
    FiresteelPeer peer = new FiresteelPeer(session);
    peer.awaitExecutors();
    Figures figures = new Figures(name, peer.master());
    switch (name) { // what no other engine is measured beside
      case "sum-records" -> Text.sumRecords(session, bench.records(), figures);
      case "hdfs-plan" -> HdfsPlan.run(session, bench.scaled(100_000), figures);
      case "hdfs-scan", "hdfs-scan-short-circuit" -> HdfsScan.run(session, bench.text(), figures);
      case "iterations" ->
          Iterations.run(
              session, bench.scaled(2_000), bench.scaled(1_000), bench.scratch(), figures);
      default -> bench.run(name, peer);
    }
  }
}
