package dev.firesteel.examples;

import dev.firesteel.dataset.Dataset;
import dev.firesteel.dataset.Session;
import java.io.Serializable;
import java.util.Arrays;

/**
 * Fits a logistic regression by gradient descent over a cached dataset. Arguments: input,
 * iterations (20). Input lines are a label (1 or -1) and features, separated by blanks; prints the
 * weights.
 */
public final class LogisticRegression {
  private LogisticRegression() {}

  record Point(double label, double[] features) implements Serializable {
    static Point parse(String line) {
      double[] all =
          Arrays.stream(line.trim().split("\\s+")).mapToDouble(Double::parseDouble).toArray();
      if (all.length < 2) {
        throw new IllegalArgumentException("Line '" + line + "' is not a label and features");
      }
      return new Point(all[0], Arrays.copyOfRange(all, 1, all.length));
    }

    /** Adds this point's part of the gradient and counts it in the last place. */
    double[] addGradient(double[] weights, double[] sum) {
      double dot = 0;
      for (int i = 0; i < weights.length; i++) {
        dot += weights[i] * features[i];
      }
      double scale = (1 / (1 + Math.exp(-label * dot)) - 1) * label;
      for (int i = 0; i < weights.length; i++) {
        sum[i] += scale * features[i];
      }
      sum[weights.length]++;
      return sum;
    }
  }

  /** Runs it. */
  public static void main(String[] args) {
    Usage.check(args, 1, 2, "lr INPUT [STEPS]");
    int iterations = Usage.number(args, 1, 20);
    try (Session session = Session.builder().name("logistic-regression").open()) {
      Dataset<Point> points = session.textFile(args[0]).map(Point::parse).cache();
      double[] weights = new double[points.first().features().length];
      for (int i = 0; i < iterations; i++) {
        double[] now = weights.clone();
        double[] gradient =
            points.aggregate(
                () -> new double[now.length + 1],
                (sum, point) -> point.addGradient(now, sum),
                LogisticRegression::plus);
        for (int k = 0; k < weights.length; k++) {
          weights[k] -= gradient[k] / gradient[weights.length];
        }
      }
      System.out.println("weights: " + Arrays.toString(weights));
    }
  }

  private static double[] plus(double[] a, double[] b) {
    for (int i = 0; i < a.length; i++) {
      a[i] += b[i];
    }
    return a;
  }
}
