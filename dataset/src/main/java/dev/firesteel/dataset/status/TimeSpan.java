package dev.firesteel.dataset.status;

import java.time.Duration;

/** Durations as people read them: {@code 250 ms}, {@code 1.2 s}, {@code 3 min 5 s}. */
public final class TimeSpan {
  private TimeSpan() {}

  /** A duration in words, rounded down; a negative one counts as none. */
  public static String text(Duration time) {
    long millis = Math.max(0, time.toMillis());
    if (millis < 1_000) {
      return millis + " ms";
    }
    long seconds = millis / 1_000;
    if (seconds < 10) {
      long tenths = millis % 1_000 / 100;
      return tenths == 0 ? seconds + " s" : seconds + "." + tenths + " s";
    }
    if (seconds < 60) {
      return seconds + " s";
    }
    return seconds < 3_600
        ? two(seconds / 60, " min", seconds % 60, " s")
        : two(seconds / 3_600, " h", seconds % 3_600 / 60, " min");
  }

  private static String two(long large, String largeUnit, long small, String smallUnit) {
    return large + largeUnit + (small == 0 ? "" : " " + small + smallUnit);
  }
}
