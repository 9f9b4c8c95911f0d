package dev.firesteel.backend.tck;

import java.util.List;

/** What a check found. */
public sealed interface Outcome {
  /** The rule holds in this situation. */
  record Passed() implements Outcome {}

  /** The rule does not hold; what was seen, and what to look at. */
  record Failed(List<String> problems) implements Outcome {
    /** Copies the list. */
    public Failed {
      problems = List.copyOf(problems);
    }
  }

  /** The situation cannot be had with this backend, and why. */
  record Skipped(String reason) implements Outcome {}

  /** The check did not get to its point because another rule is broken. */
  record Blocked(Rule by) implements Outcome {}
}
