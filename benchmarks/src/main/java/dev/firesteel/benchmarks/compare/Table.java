package dev.firesteel.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The figures on one master side by side, as Markdown that is readable as plain text too. */
final class Table {
  private static final List<String> HEAD =
      List.of("", "Firesteel", "Spark", "ratio", "aim", "MapReduce", "by hand");

  private final Comparison comparison;
  private final String master;

  Table(Comparison comparison, String master) {
    this.comparison = comparison;
    this.master = master;
  }

  /** The table; empty where nothing was measured. */
  String text() {
    List<List<String>> rows = new ArrayList<>();
    for (Row row : Row.ALL) {
      Optional<Spread> ours = comparison.ours(row, master);
      Optional<Spread> theirs = comparison.theirs(Peer.SPARK, row, master);
      if (ours.isPresent() || theirs.isPresent()) {
        rows.add(line(row, ours, theirs));
      }
    }
    return rows.isEmpty() ? "" : master + "\n\n" + table(rows);
  }

  private List<String> line(Row row, Optional<Spread> ours, Optional<Spread> theirs) {
    return List.of(
        row.label(),
        words(ours),
        words(theirs),
        ratio(row),
        row.aim(master).stream().mapToObj(Numbers::three).findFirst().orElse(""),
        words(comparison.theirs(Peer.MAPREDUCE, row, Peer.NONE)),
        words(comparison.figure(Peer.PLAIN, Peer.NONE, row.bench(), row.figure())));
  }

  private String ratio(Row row) {
    OptionalDouble ratio = comparison.ratio(row, master);
    if (ratio.isEmpty()) {
      return "";
    }
    OptionalDouble aim = row.aim(master);
    boolean missed = aim.isPresent() && ratio.getAsDouble() < aim.getAsDouble();
    return Numbers.three(ratio.getAsDouble()) + (missed ? " (missed)" : "");
  }

  private static String words(Optional<Spread> spread) {
    return spread.map(Spread::toString).orElse("");
  }

  private static String table(List<List<String>> rows) {
    int[] widths = new int[HEAD.size()];
    List<List<String>> all = new ArrayList<>(rows);
    all.add(0, HEAD);
    for (List<String> row : all) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < all.size(); i++) {
      append(text, all.get(i), widths, " ");
      if (i == 0) {
        List<String> rule = new ArrayList<>();
        for (int width : widths) {
          rule.add("-".repeat(width));
        }
        append(text, rule, widths, " ");
      }
    }
    return text.toString();
  }

  private static void append(StringBuilder text, List<String> row, int[] widths, String margin) {
    for (int i = 0; i < widths.length; i++) {
      text.append('|').append(margin).append(row.get(i));
      text.append(" ".repeat(widths[i] - row.get(i).length())).append(margin);
    }
    text.append("|\n");
  }
}
