package dev.firesteel.backend.mesos.dispatcher.book;

import java.time.Duration;
import java.time.Instant;

/**
 * What went wrong with a driver lately.
 *
 * @param launches launches in a row that failed by no fault of the driver's, 0 or more
 * @param restarts ends in a row of attempts that did not run for long, 0 or more
 * @param until when the pause after the last one is over; {@link Instant#EPOCH} if there was none
 */
public record Setbacks(int launches, int restarts, Instant until) {
  /** All is well. */
  public static final Setbacks NONE = new Setbacks(0, 0, Instant.EPOCH);

  /** A driver that cannot be launched so often in a row has failed, unless it is supervised. */
  static final int MOST_LAUNCHES = 5;

  /** An attempt that ran so long was well. */
  static final Duration LONG = Duration.ofMinutes(10);

  static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
  private static final int MOST_DOUBLINGS = 6;

  /** One more launch has failed. */
  Setbacks launchFailed(Instant now) {
    return new Setbacks(launches + 1, restarts, now.plus(pause(launches + 1)));
  }

  /** One more attempt has ended that is to be repeated. */
  Setbacks ended(Duration ran, Instant now) {
    int times = ran.compareTo(LONG) >= 0 ? 1 : restarts + 1;
    return new Setbacks(0, times, now.plus(pause(times)));
  }

  private static Duration pause(int times) {
    Duration pause = Duration.ofSeconds(1L << Math.min(times - 1, MOST_DOUBLINGS));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }
}
