package dev.firesteel.backend.yarn;

import java.time.Duration;

/** How long to pause between heartbeats: short while something is awaited, growing, else long. */
final class Pace {
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(1);
  private static final Duration QUIET = Duration.ofSeconds(3);

  private Duration next = SHORTEST;

  /** Something new was asked for or came. */
  void hurry() {
    next = SHORTEST;
  }

  /** The next pause while something is awaited. */
  Duration eager() {
    Duration pause = next;
    Duration longer = pause.multipliedBy(3).dividedBy(2);
    next = longer.compareTo(LONGEST) < 0 ? longer : LONGEST;
    return pause;
  }

  /** The pause while nothing is awaited. */
  Duration quiet() {
    next = SHORTEST;
    return QUIET;
  }
}
