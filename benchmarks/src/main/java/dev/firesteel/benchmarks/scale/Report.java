package dev.firesteel.benchmarks.scale;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Figures of several rows: each row a JSON line when it is known, and all as a table at the end.
 */
final class Report {
  private final List<Map<String, String>> rows = new ArrayList<>();

  /** One row, made figure by figure. */
  final class Row {
    private final Map<String, String> values = new LinkedHashMap<>();

    Row with(String name, String format, Object value) {
      values.put(name, String.format(Locale.ROOT, format, value));
      return this;
    }

    /** The row is complete. */
    void print() {
      rows.add(values);
      StringBuilder line = new StringBuilder("{");
      values.forEach(
          (name, value) -> {
            boolean number = value.matches("-?[0-9.]+");
            line.append(line.length() > 1 ? "," : "").append('"').append(name).append("\":");
            line.append(number ? value : '"' + value + '"');
          });
      System.out.println(line.append('}'));
    }
  }

  Row row() {
    return new Row();
  }

  /** Prints all rows so far, which have the same figures, and forgets them. */
  void table() {
    if (rows.isEmpty()) {
      return;
    }
    System.out.println();
    Map<String, Integer> widths = new LinkedHashMap<>();
    for (Map<String, String> row : rows) {
      row.forEach(
          (name, value) -> widths.merge(name, Math.max(name.length(), value.length()), Math::max));
    }
    StringBuilder head = new StringBuilder();
    widths.forEach((name, width) -> head.append(padded(name, width)));
    System.out.println(head);
    for (Map<String, String> row : rows) {
      StringBuilder line = new StringBuilder();
      row.forEach((name, value) -> line.append(padded(value, widths.getOrDefault(name, 0))));
      System.out.println(line);
    }
    System.out.println();
    rows.clear();
  }

  private static String padded(String text, int width) {
    return " ".repeat(width - text.length()) + text + "  ";
  }
}
