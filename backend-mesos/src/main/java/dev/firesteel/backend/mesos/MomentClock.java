package dev.firesteel.backend.mesos;

import dev.firesteel.backend.mesos.offer.Moment;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Tells the time. */
@FunctionalInterface
interface MomentClock {
  /** This machine's clocks. */
  MomentClock SYSTEM =
      () -> {
        Instant now = Instant.now();
        long wall = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        return new Moment(System.nanoTime(), wall);
      };

  Moment now();
}
