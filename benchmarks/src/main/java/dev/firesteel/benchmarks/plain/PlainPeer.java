package dev.firesteel.benchmarks.plain;

import dev.firesteel.benchmarks.work.GeneratedPair;
import dev.firesteel.benchmarks.work.JoinTable;
import dev.firesteel.benchmarks.work.Joined;
import dev.firesteel.benchmarks.work.LabeledPoint;
import dev.firesteel.benchmarks.work.Peer;
import dev.firesteel.benchmarks.work.Ranks;
import dev.firesteel.benchmarks.work.Regression;
import dev.firesteel.benchmarks.work.Rescan;
import dev.firesteel.benchmarks.work.Sums;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** The benchmarks' jobs by hand. */
record PlainPeer(String master) implements Peer {
  private static final int CHUNK = 16 << 20;

  @Override
  public long count(int numbers) {
    return IntStream.rangeClosed(1, numbers).filter(number -> number > 0).count();
  }

  @Override
  public void wordCount(String file, String out) throws IOException {
    WordCount.run(file, out);
  }

  @Override
  public void sort(String file, String out) throws IOException {
    Sort.run(file, out);
  }

  @Override
  public Sums sumByKey(int records, int keys) {
    return SumByKey.boxed(records, keys);
  }

  @Override
  public Sums sumPrimitivesByKey(int records, int keys) {
    return SumByKey.primitive(records, keys);
  }

  @Override
  public Joined join(int left, int right, int keys) {
    JoinTable table = new JoinTable(right, keys);
    return TwoThreads.each(
            2,
            part ->
                table.join(
                    GeneratedPair.from(left, part, 2), GeneratedPair.from(left, part + 1, 2)))
        .stream()
        .reduce(
            new Joined(0, 0),
            (a, b) -> new Joined(a.pairs() + b.pairs(), a.checksum() + b.checksum()));
  }

  @Override
  public Rescan rescan(String file) {
    List<List<String>> chunks = new ArrayList<>();
    return new Rescan(
        () -> {
          if (chunks.isEmpty()) {
            chunks.addAll(read(file, Chunk::lines));
          }
          return counted(chunks, line -> line.isEmpty() ? 0 : 1);
        },
        () -> counted(chunks, line -> line.length() > Rescan.LONG ? 1 : 0));
  }

  private static long counted(List<List<String>> chunks, ToLongFunction<String> count) {
    return TwoThreads.each(
            chunks.size(), chunk -> chunks.get(chunk).stream().mapToLong(count).sum())
        .stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  @Override
  public UnaryOperator<double[]> gradients(String file) {
    List<List<LabeledPoint>> chunks = new ArrayList<>();
    return weights -> {
      if (chunks.isEmpty()) {
        chunks.addAll(read(file, PlainPeer::points));
      }
      return TwoThreads.each(chunks.size(), chunk -> gradient(chunks.get(chunk), weights)).stream()
          .reduce(new double[weights.length + 1], Regression::plus);
    };
  }

  private static List<LabeledPoint> points(Chunk chunk) {
    return chunk.lines().stream()
        .map(line -> LabeledPoint.parse(line, Regression.DIMENSIONS))
        .toList();
  }

  private static double[] gradient(List<LabeledPoint> points, double[] weights) {
    double[] sum = new double[weights.length + 1];
    points.forEach(point -> point.addGradient(weights, sum));
    return sum;
  }

  @Override
  public Ranks pageRank(String file) {
    return Graph.rank(file);
  }

  private static <T> List<T> read(String file, Function<Chunk, T> reader) {
    List<Chunk> chunks = Chunk.of(file, CHUNK);
    return TwoThreads.each(chunks.size(), chunk -> reader.apply(chunks.get(chunk)));
  }
}
