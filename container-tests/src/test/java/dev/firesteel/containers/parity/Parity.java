package dev.firesteel.containers.parity;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.firesteel.containers.report.Outcome;
import dev.firesteel.containers.report.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.TestReporter;

/**
 * Runs all programs somewhere, on input that is made there, and gathers what they wrote. Two of
 * these have nothing to tell of each other if they wrote the same bytes.
 */
public final class Parity {
  private static final List<String> INPUTS =
      List.of("text", "records", "people", "orders", "links");

  private final Map<String, byte[]> written = new LinkedHashMap<>();

  private Parity() {}

  /** Runs them one after the other; each has its row in the table. */
  public static Parity of(Where where, TestReporter reporter) throws Exception {
    Parity parity = new Parity();
    String in = where.directory() + "/in";
    tell(reporter, where, "input", where.run("InputMain", List.of(in)));
    for (String input : INPUTS) {
      parity.written.put("the input " + input, where.output(in + "/" + input));
    }
    for (String program : List.of("WordCountMain", "SortMain", "JoinMain", "PageRankMain")) {
      String out = where.directory() + "/" + program;
      Outcome outcome = where.run(program, List.of(in, out));
      tell(reporter, where, outcome.program(), outcome);
      parity.written.put(outcome.program(), where.output(out));
    }
    return parity;
  }

  private static void tell(TestReporter reporter, Where where, String what, Outcome outcome) {
    reporter.publishEntry(Row.of("parity: " + what, where.name(), outcome).entry());
  }

  /** What was written, as lines, by the input's or the program's name. */
  List<String> lines(String name) {
    byte[] bytes = written.get(name);
    if (bytes == null) {
      throw new IllegalArgumentException("Nothing is " + name + "; there are " + written.keySet());
    }
    return new String(bytes, UTF_8).lines().toList();
  }

  /** Where another wrote other bytes, in words; empty if nowhere. */
  public List<String> differences(Parity other) {
    List<String> differences = new ArrayList<>();
    written.forEach(
        (name, bytes) -> {
          byte[] theirs = other.written.getOrDefault(name, new byte[0]);
          int at = Arrays.mismatch(bytes, theirs);
          if (at >= 0) {
            differences.add(
                name
                    + " differs at byte "
                    + at
                    + ": '"
                    + near(bytes, at)
                    + "' and '"
                    + near(theirs, at)
                    + "'");
          }
        });
    return differences;
  }

  private static String near(byte[] bytes, int at) {
    int from = Math.max(0, at - 20);
    int to = Math.min(bytes.length, at + 20);
    return from >= to ? "" : new String(bytes, from, to - from, UTF_8);
  }

  /** For the tests of this class. */
  static Parity of(Map<String, byte[]> written) {
    Parity parity = new Parity();
    parity.written.putAll(written);
    return parity;
  }
}
