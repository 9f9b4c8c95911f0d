package dev.firesteel.dataset.status;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How near to their input tasks ran that finished and counted. Tasks that failed, were cancelled or
 * lost to another attempt are not among them.
 *
 * @param levels tasks and bytes by level; levels without tasks are missing
 * @param notLocal why tasks ran on no host that holds their input, though there is one; their
 *     numbers add up to the tasks of the levels {@code RACK} and {@code ANY}
 * @param longestWait the longest that slots on busy hosts were waited for in vain
 */
public record LocalityStatus(
    SortedMap<InputLocality, Amount> levels,
    SortedMap<NotLocalReason, Long> notLocal,
    Duration longestWait) {
  /** No tasks. */
  public static final LocalityStatus NONE =
      new LocalityStatus(new TreeMap<>(), new TreeMap<>(), Duration.ZERO);

  /** Copies the maps. */
  public LocalityStatus {
    levels = Collections.unmodifiableSortedMap(new TreeMap<>(levels));
    notLocal = Collections.unmodifiableSortedMap(new TreeMap<>(notLocal));
  }

  /**
   * Tasks of one level.
   *
   * @param tasks how many
   * @param bytes what they read of sources
   */
  public record Amount(long tasks, long bytes) {
    /** No tasks. */
    public static final Amount NONE = new Amount(0, 0);
  }

  /** The tasks of a level. */
  public Amount at(InputLocality level) {
    return levels.getOrDefault(level, Amount.NONE);
  }

  /** Tasks whose input is somewhere in particular. */
  public long preferring() {
    return levels.entrySet().stream()
        .filter(level -> level.getKey() != InputLocality.NO_PREFERENCE)
        .mapToLong(level -> level.getValue().tasks())
        .sum();
  }

  /** Tasks that ran on no host that holds their input, though there is one. */
  public long away() {
    return at(InputLocality.RACK).tasks() + at(InputLocality.ANY).tasks();
  }

  /** In one line, such as {@code 97 node-local (6 GiB), 3 rack-local (190 MiB)}. */
  public String text() {
    List<String> parts = new ArrayList<>();
    levels.forEach(
        (level, amount) ->
            parts.add(
                amount.tasks()
                    + " "
                    + level.words()
                    + (amount.bytes() == 0 ? "" : " (" + size(amount.bytes()) + ")")));
    return parts.isEmpty() ? "no task has finished" : String.join(", ", parts);
  }

  /** One line for each reason, such as {@code 3 tasks ran elsewhere because ...}. */
  public List<String> reasons() {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<NotLocalReason, Long> reason : notLocal.entrySet()) {
      long count = reason.getValue();
      String waited =
          reason.getKey() == NotLocalReason.BUSY ? ", for up to " + TimeSpan.text(longestWait) : "";
      lines.add(
          count
              + (count == 1 ? " task" : " tasks")
              + " away from the input: "
              + reason.getKey().words()
              + waited);
    }
    return lines;
  }

  private static String size(long bytes) {
    String[] units = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    int unit = bytes < 1024 ? 0 : (63 - Long.numberOfLeadingZeros(bytes)) / 10;
    double value = bytes / (double) (1L << (10 * unit));
    return String.format(
        Locale.ROOT, value < 10 && unit > 0 ? "%.1f %s" : "%.0f %s", value, units[unit]);
  }
}
