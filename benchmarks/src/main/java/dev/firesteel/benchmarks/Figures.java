package dev.firesteel.benchmarks;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The figures of one benchmark, printed as one JSON line; needs nothing but the JDK. */
public final class Figures {
  private final Map<String, String> values = new LinkedHashMap<>();

  /** Of a benchmark on a master. */
  public Figures(String bench, String master) {
    values.put("bench", '"' + bench + '"');
    values.put("master", '"' + master + '"');
  }

  /** Adds a figure. */
  public Figures with(String name, double value) {
    values.put(name, String.format(Locale.ROOT, "%.4g", value));
    return this;
  }

  /** Adds a figure. */
  public Figures with(String name, long value) {
    values.put(name, Long.toString(value));
    return this;
  }

  /** Adds what was computed, in a form that is equal for all who computed the same. */
  public Figures answer(String answer) {
    values.put("answer", '"' + answer + '"');
    return this;
  }

  /** Numbers with nine significant digits: so many are equal in whatever order they were added. */
  public static String rounded(double... numbers) {
    return Arrays.stream(numbers)
        .mapToObj(number -> String.format(Locale.ROOT, "%.8e", number))
        .collect(Collectors.joining(" "));
  }

  /** Whether the result was right; a wrong one ends the process with a failure. */
  public void print(boolean right) {
    values.put("ok", Boolean.toString(right));
    StringBuilder line = new StringBuilder("{");
    values.forEach(
        (name, value) ->
            line.append(line.length() > 1 ? "," : "")
                .append('"')
                .append(name)
                .append("\":")
                .append(value));
    System.out.println(line.append('}'));
    if (!right) {
      throw new IllegalStateException("The benchmark's result is wrong");
    }
  }

  /** Seconds since then. */
  public static double seconds(long fromNanos) {
    return (System.nanoTime() - fromNanos) / 1e9;
  }

  /** The value that the share {@code p} of the values does not exceed. */
  public static double percentile(double[] values, double p) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1, Math.round(p * (sorted.length - 1)))];
  }

  /** The median. */
  public static double median(double[] values) {
    return percentile(values, 0.5);
  }
}
