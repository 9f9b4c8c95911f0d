package dev.firesteel.containers.report;

import dev.firesteel.dataset.status.LostWork;
import dev.firesteel.dataset.status.TimeSpan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A line of the table. A test tells what it knows, also several times, and the result is added at
 * its end: {@code reporter.publishEntry(Row.of("sort", "yarn cluster", outcome).entry())}.
 *
 * @param scenario what happened
 * @param backend on what, such as {@code yarn client}
 * @param time for people
 * @param lost lost work, for people
 * @param locality levels with their counts, for people
 * @param result for people; empty until it is known
 */
public record Row(
    String scenario, String backend, String time, String lost, String locality, String result) {
  private static final List<String> KEYS =
      List.of("scenario", "backend", "time", "lost work", "locality");

  /** Of a program's run. */
  public static Row of(String scenario, String backend, Outcome outcome) {
    return new Row(
        scenario,
        backend,
        TimeSpan.text(outcome.wall()),
        outcome.lost().equals(LostWork.NONE) ? "none" : outcome.lost().text(),
        outcome.localityText(),
        "");
  }

  /** Of something without a program's outcome. */
  public static Row of(String scenario, String backend, Duration time) {
    return new Row(scenario, backend, TimeSpan.text(time), "-", "-", "");
  }

  /** For {@code TestReporter.publishEntry}. */
  public Map<String, String> entry() {
    Map<String, String> entry = new TreeMap<>();
    List<String> cells = cells();
    for (int i = 0; i < KEYS.size(); i++) {
      entry.put(KEYS.get(i), cells.get(i));
    }
    return entry;
  }

  /** Whether an entry is a row; tests may publish others. */
  static boolean isIn(Map<String, String> entry) {
    return entry.keySet().containsAll(KEYS);
  }

  static Row in(Map<String, String> entry) {
    return new Row(
        entry.getOrDefault("scenario", ""),
        entry.getOrDefault("backend", ""),
        entry.getOrDefault("time", ""),
        entry.getOrDefault("lost work", ""),
        entry.getOrDefault("locality", ""),
        "");
  }

  Row withResult(String words) {
    return new Row(scenario, backend, time, lost, locality, words);
  }

  List<String> cells() {
    return List.of(scenario, backend, time, lost, locality, result);
  }
}
