package dev.firesteel.benchmarks;

import dev.firesteel.benchmarks.corpus.Corpus;
import dev.firesteel.dataset.Dataset;
import dev.firesteel.dataset.Session;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.StringTokenizer;
import java.util.stream.Stream;

/** Work over data that stays in memory. */
final class Cached {
  private Cached() {}

  static void rescan(Session session, Corpus corpus, Figures figures) {
    Dataset<String> lines = session.textFile(corpus.file().toString()).cache();
    long start = System.nanoTime();
    boolean right = lines.count() == corpus.fact("lines");
    double load = Figures.seconds(start);
    double[] counts = new double[9];
    for (int i = 0; i < counts.length; i++) {
      start = System.nanoTime();
      right &= lines.count() == corpus.fact("lines");
      counts[i] = Figures.seconds(start);
    }
    double[] filters = new double[5];
    for (int i = 0; i < filters.length; i++) {
      start = System.nanoTime();
      right &= lines.filter(line -> line.length() > 100).count() > 0;
      filters[i] = Figures.seconds(start);
    }
    double gigabytes = corpus.fact("bytes") / 1e9;
    figures
        .with("load_s", load)
        .with("count_gb_per_s", gigabytes / Figures.median(counts))
        .with("filter_gb_per_s", gigabytes / Figures.median(filters))
        .print(right);
  }

  record Point(double label, double[] features) implements Serializable {
    static Point parse(String line, int dimensions) {
      StringTokenizer tokens = new StringTokenizer(line, " ");
      double label = Double.parseDouble(tokens.nextToken());
      double[] features = new double[dimensions];
      for (int i = 0; i < dimensions; i++) {
        features[i] = Double.parseDouble(tokens.nextToken());
      }
      return new Point(label, features);
    }

    double[] gradient(double[] weights) {
      int dimensions = weights.length;
      double dot = 0;
      for (int k = 0; k < dimensions; k++) {
        dot += weights[k] * features[k];
      }
      double scale = (1 / (1 + Math.exp(-label * dot)) - 1) * label;
      double[] gradient = new double[dimensions + 1];
      for (int k = 0; k < dimensions; k++) {
        gradient[k] = scale * features[k];
      }
      gradient[dimensions] = 1;
      return gradient;
    }
  }

  static void logisticRegression(Session session, Corpus corpus, int steps, Figures figures) {
    int dimensions = 10;
    Dataset<Point> points =
        session
            .textFile(corpus.file().toString())
            .map(line -> Point.parse(line, dimensions))
            .cache();
    double[] weights = new double[dimensions];
    double[] seconds = new double[steps];
    for (int step = 0; step < steps; step++) {
      long start = System.nanoTime();
      double[] now = weights.clone();
      double[] gradient = points.map(point -> point.gradient(now)).reduce(Cached::plus);
      for (int k = 0; k < dimensions; k++) {
        weights[k] -= gradient[k] / gradient[dimensions];
      }
      seconds[step] = Figures.seconds(start);
    }
    figures
        .with("first_step_s", seconds[0])
        .with("later_step_s", Figures.median(Arrays.copyOfRange(seconds, 2, steps)))
        .with("weight0", weights[0])
        .print(near(weights, byHand(corpus.file(), dimensions, steps)));
  }

  private static boolean near(double[] a, double[] b) {
    for (int k = 0; k < a.length; k++) {
      if (!(Math.abs(a[k] - b[k]) < 1e-9)) {
        return false;
      }
    }
    return true;
  }

  /** The same with a list and loops. */
  private static double[] byHand(Path file, int dimensions, int steps) {
    List<Point> points;
    try (Stream<String> lines = Files.lines(file)) {
      points = lines.map(line -> Point.parse(line, dimensions)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    double[] weights = new double[dimensions];
    for (int step = 0; step < steps; step++) {
      double[] sum = new double[dimensions + 1];
      for (Point point : points) {
        double[] gradient = point.gradient(weights);
        for (int k = 0; k <= dimensions; k++) {
          sum[k] += gradient[k];
        }
      }
      for (int k = 0; k < dimensions; k++) {
        weights[k] -= sum[k] / sum[dimensions];
      }
    }
    return weights;
  }

  private static double[] plus(double[] a, double[] b) {
    double[] sum = new double[a.length];
    for (int k = 0; k < a.length; k++) {
      sum[k] = a[k] + b[k];
    }
    return sum;
  }
}
