package dev.firesteel.benchmarks.work;

import java.io.Serializable;
import java.util.StringTokenizer;

/**
 * A point of logistic regression.
 *
 * @param label 1 or -1
 * @param features its place
 */
public record LabeledPoint(double label, double[] features) implements Serializable {
  /** Reads the label and the features from a line. */
  public static LabeledPoint parse(String line, int dimensions) {
    StringTokenizer tokens = new StringTokenizer(line, " ");
    double label = Double.parseDouble(tokens.nextToken());
    double[] features = new double[dimensions];
    for (int i = 0; i < dimensions; i++) {
      features[i] = Double.parseDouble(tokens.nextToken());
    }
    return new LabeledPoint(label, features);
  }

  /** What the point adds to the gradient, and 1 behind it, which counts the points. */
  public double[] gradient(double[] weights) {
    double[] gradient = new double[weights.length + 1];
    addGradient(weights, gradient);
    return gradient;
  }

  /** Adds the same to a sum, which takes no memory. */
  public void addGradient(double[] weights, double[] sum) {
    int dimensions = weights.length;
    double dot = 0;
    for (int k = 0; k < dimensions; k++) {
      dot += weights[k] * features[k];
    }
    double scale = (1 / (1 + Math.exp(-label * dot)) - 1) * label;
    for (int k = 0; k < dimensions; k++) {
      sum[k] += scale * features[k];
    }
    sum[dimensions] += 1;
  }
}
