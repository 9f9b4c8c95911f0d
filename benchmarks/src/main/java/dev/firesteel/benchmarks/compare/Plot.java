package dev.firesteel.benchmarks.compare;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How many times better than Spark each figure is, as an SVG picture: a panel for each master, a
 * bar for each line of the table on a logarithmic scale from 1 to 1,000, a mark at each aim.
 */
final class Plot {
  private static final int LABELS = 290;
  private static final int BARS = 420;
  private static final int NUMBERS = 60;
  private static final int LINE = 20;
  private static final int HEAD = 46;
  private static final double DECADES = 3;

  private final Comparison comparison;
  private final StringBuilder svg = new StringBuilder();

  Plot(Comparison comparison) {
    this.comparison = comparison;
  }

  /** The picture; empty where nothing was compared. */
  String text(List<String> masters) {
    int y = 10;
    for (String master : masters) {
      List<Row> rows =
          Row.ALL.stream().filter(row -> comparison.ratio(row, master).isPresent()).toList();
      if (!rows.isEmpty()) {
        panel(master, rows, y);
        y += HEAD + rows.size() * LINE + 20;
      }
    }
    return svg.isEmpty()
        ? ""
        : format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                    + " font-family=\"sans-serif\" font-size=\"12\">%n",
                LABELS + BARS + NUMBERS, y)
            + "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n"
            + svg
            + "</svg>\n";
  }

  private void panel(String master, List<Row> rows, int top) {
    text(LABELS, top + 14, "start", "times better than Apache Spark on " + master, "#000");
    int bottom = top + HEAD + rows.size() * LINE;
    for (int times : new int[] {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000}) {
      double x = x(times);
      svg.append(
          format(
              "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#ddd\"/>%n",
              x, top + HEAD - 8, x, bottom));
      text(x, top + HEAD - 12, "middle", Integer.toString(times), "#666");
    }
    int y = top + HEAD;
    for (Row row : rows) {
      bar(row, master, y);
      y += LINE;
    }
  }

  private void bar(Row row, String master, int y) {
    double ratio = comparison.ratio(row, master).orElseThrow();
    OptionalDouble aim = row.aim(master);
    boolean missed = aim.isPresent() && ratio < aim.getAsDouble();
    String label = row.label().replaceAll(", [^,]*$", "");
    text(LABELS - 8, y + 13, "end", label, "#000");
    svg.append(
        format(
            "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"12\" fill=\"%s\"/>%n",
            LABELS, y + 3, x(ratio) - LABELS, missed ? "#d98b3a" : "#3a7ca5"));
    aim.ifPresent(
        wanted ->
            svg.append(
                format(
                    "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#000\""
                        + " stroke-width=\"2\"/>%n",
                    x(wanted), y, x(wanted), y + 18)));
    double end = Math.max(x(ratio), aim.isPresent() ? x(aim.getAsDouble()) : 0);
    text(end + 6, y + 13, "start", Numbers.three(ratio), "#000");
  }

  /** Ratios below 1 lie at the left end. */
  private static double x(double ratio) {
    double part = Math.log10(Math.max(1, ratio)) / DECADES;
    return LABELS + BARS * Math.min(1, part);
  }

  private void text(double x, int y, String anchor, String words, String colour) {
    svg.append(
        format(
            "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\" fill=\"%s\">%s</text>%n",
            x, y, anchor, colour, words.replace("&", "&amp;").replace("<", "&lt;")));
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
