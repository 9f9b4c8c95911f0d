package dev.firesteel.backend.mesos.task;

import java.time.Duration;

/**
 * When to do something again that has had no effect yet.
 *
 * @param at the next time, in nanoseconds; never if that is the largest number
 * @param pause how long to wait after that time
 * @param longest pauses grow up to this
 */
record Schedule(long at, Duration pause, Duration longest) {
  static final Schedule NEVER = new Schedule(Long.MAX_VALUE, Duration.ZERO, Duration.ZERO);

  boolean due(long now) {
    return at <= now;
  }

  /** After it was done: later, and then later still. */
  Schedule done(long now) {
    Duration longer = pause.multipliedBy(2);
    return new Schedule(
        now + pause.toNanos(), longer.compareTo(longest) < 0 ? longer : longest, longest);
  }
}
