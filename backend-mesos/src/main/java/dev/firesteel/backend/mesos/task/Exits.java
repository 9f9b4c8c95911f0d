package dev.firesteel.backend.mesos.task;

import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Exit codes, which Mesos tells in words only. */
final class Exits {
  /** {@code Command exited with status 7}. */
  private static final Pattern STATUS = Pattern.compile("exited with status (-?\\d+)");

  /** {@code Command terminated with signal Killed (core dumped)}; the name is glibc's. */
  private static final Pattern SIGNAL =
      Pattern.compile("terminated with signal ([A-Za-z0-9/ ]+?)(?: \\(core dumped\\))?$");

  private static final int SIGNAL_BASE = 128;

  private static final Map<String, Integer> NUMBERS =
      Map.ofEntries(
          Map.entry("Hangup", 1),
          Map.entry("Interrupt", 2),
          Map.entry("Quit", 3),
          Map.entry("Illegal instruction", 4),
          Map.entry("Trace/breakpoint trap", 5),
          Map.entry("Aborted", 6),
          Map.entry("Bus error", 7),
          Map.entry("Floating point exception", 8),
          Map.entry("Killed", 9),
          Map.entry("User defined signal 1", 10),
          Map.entry("Segmentation fault", 11),
          Map.entry("User defined signal 2", 12),
          Map.entry("Broken pipe", 13),
          Map.entry("Alarm clock", 14),
          Map.entry("Terminated", 15));

  private Exits() {}

  /** The exit code that a message tells, 128 + n for signal n. */
  static OptionalInt code(String message) {
    Matcher status = STATUS.matcher(message);
    if (status.find()) {
      return OptionalInt.of(Integer.parseInt(status.group(1)));
    }
    Matcher signal = SIGNAL.matcher(message.strip());
    if (signal.find()) {
      Integer number = NUMBERS.get(signal.group(1));
      return number == null ? OptionalInt.empty() : OptionalInt.of(SIGNAL_BASE + number);
    }
    return OptionalInt.empty();
  }

  /** How a process ended, for people. */
  static String how(int code) {
    if (code <= SIGNAL_BASE) {
      return "ended by itself with exit code " + code;
    }
    int number = code - SIGNAL_BASE;
    String name =
        NUMBERS.entrySet().stream()
            .filter(each -> each.getValue() == number)
            .map(Map.Entry::getKey)
            .findFirst()
            .map(words -> number + " (" + words + ")")
            .orElse(Integer.toString(number));
    return "was ended by signal " + name + ", exit code " + code;
  }
}
