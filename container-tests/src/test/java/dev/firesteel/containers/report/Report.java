package dev.firesteel.containers.report;

import dev.firesteel.dataset.status.TimeSpan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Gathers the rows of all scenarios, by test. A test that is run again replaces what it told before
 * and is called a flake if it passes then. Not safe for threads.
 */
final class Report {
  private static final int WIDEST = 160;

  private final Map<String, List<Row>> told = new LinkedHashMap<>();
  private final Map<String, List<Row>> ended = new LinkedHashMap<>();
  private final Set<String> failed = new LinkedHashSet<>();

  /** A test told something of itself. */
  void tell(TestIdentifier test, Map<String, String> entry) {
    if (Row.isIn(entry)) {
      told.computeIfAbsent(test.getUniqueId(), id -> new ArrayList<>()).add(Row.in(entry));
    }
  }

  /** A test ended; one that is no scenario and told nothing has no row. */
  void end(TestIdentifier test, TestExecutionResult result, Duration time) {
    String words =
        switch (result.getStatus()) {
          case SUCCESSFUL ->
              failed.contains(test.getUniqueId()) ? "passed when run again" : "passed";
          case ABORTED -> "skipped: " + why(result);
          case FAILED -> "FAILED: " + why(result);
        };
    if (result.getStatus() == TestExecutionResult.Status.FAILED) {
      failed.add(test.getUniqueId());
    }
    row(test, words, TimeSpan.text(time));
  }

  /** A test was skipped. */
  void skip(TestIdentifier test, String reason) {
    row(test, "skipped: " + line(reason), "-");
  }

  /** A test never began, because its class failed; it keeps what it had if it was run before. */
  void neverBegan(TestIdentifier test, TestExecutionResult classResult) {
    if (!ended.containsKey(test.getUniqueId())) {
      boolean wrong = classResult.getStatus() == TestExecutionResult.Status.FAILED;
      row(test, (wrong ? "FAILED: " : "skipped: ") + why(classResult), "-");
    }
  }

  private void row(TestIdentifier test, String result, String time) {
    List<Row> rows = told.remove(test.getUniqueId());
    if (rows == null && isScenario(test)) {
      rows = List.of(new Row(name(test), backend(test), time, "-", "-", ""));
    }
    if (rows != null) {
      ended.put(test.getUniqueId(), rows.stream().map(row -> row.withResult(result)).toList());
    }
  }

  static boolean isScenario(TestIdentifier test) {
    return test.getTags().stream().anyMatch(tag -> tag.getName().equals(Scenario.TAG));
  }

  /** The table, or nothing where there are no rows. */
  String text() {
    List<Row> rows = ended.values().stream().flatMap(List::stream).toList();
    return rows.isEmpty() ? "" : Table.of(rows);
  }

  private static String name(TestIdentifier test) {
    String name = test.getDisplayName().replaceFirst("\\(.*\\)$", "");
    return name.contains(" ")
        ? name
        : name.replaceAll("([a-z0-9])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
  }

  private static String backend(TestIdentifier test) {
    Set<String> tags = new TreeSet<>();
    test.getTags().forEach(tag -> tags.add(tag.getName()));
    tags.removeAll(Set.of(Scenario.TAG, Scenario.WHOLE));
    return tags.isEmpty() ? "-" : String.join(" ", tags);
  }

  private static String why(TestExecutionResult result) {
    return line(
        result
            .getThrowable()
            .map(thrown -> thrown.getMessage() == null ? thrown.toString() : thrown.getMessage())
            .orElse("no reason given"));
  }

  /** The first line that says something. */
  private static String line(String text) {
    String line = text.lines().map(String::strip).filter(l -> !l.isEmpty()).findFirst().orElse("-");
    return line.length() <= WIDEST ? line : line.substring(0, WIDEST - 3) + "...";
  }
}
