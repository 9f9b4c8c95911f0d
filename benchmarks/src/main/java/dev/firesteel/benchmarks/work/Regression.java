package dev.firesteel.benchmarks.work;

import dev.firesteel.benchmarks.Figures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Gradient descent of logistic regression, whoever computes the gradients. */
public final class Regression {
  /** Features of a point. */
  public static final int DIMENSIONS = 10;

  /** Steps of the descent. */
  public static final int STEPS = 20;

  private final double[] weights = new double[DIMENSIONS];
  private final double[] seconds = new double[STEPS];

  /** All steps; from weights {@code gradients} makes the sum over all points. */
  public void descend(UnaryOperator<double[]> gradients) {
    for (int step = 0; step < STEPS; step++) {
      long start = System.nanoTime();
      double[] sum = gradients.apply(weights.clone());
      for (int k = 0; k < DIMENSIONS; k++) {
        weights[k] -= sum[k] / sum[DIMENSIONS];
      }
      seconds[step] = Figures.seconds(start);
    }
  }

  /** Adds two gradients. */
  public static double[] plus(double[] a, double[] b) {
    double[] sum = new double[a.length];
    for (int k = 0; k < a.length; k++) {
      sum[k] = a[k] + b[k];
    }
    return sum;
  }

  /** Prints what each step took, once the weights were compared with those of one thread. */
  public void print(Path points, Figures figures) {
    Regression byHand = new Regression();
    List<LabeledPoint> all = read(points);
    byHand.descend(
        now -> {
          double[] sum = new double[DIMENSIONS + 1];
          all.forEach(point -> point.addGradient(now, sum));
          return sum;
        });
    figures
        .with("first_step_s", seconds[0])
        .with("later_step_s", Figures.median(Arrays.copyOfRange(seconds, 2, STEPS)))
        .answer(Figures.rounded(weights))
        .print(near(weights, byHand.weights));
  }

  private static List<LabeledPoint> read(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.map(line -> LabeledPoint.parse(line, DIMENSIONS)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean near(double[] a, double[] b) {
    for (int k = 0; k < a.length; k++) {
      if (!(Math.abs(a[k] - b[k]) < 1e-9)) {
        return false;
      }
    }
    return true;
  }
}
