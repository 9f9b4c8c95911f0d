package dev.firesteel.backend.mesos;

import java.util.OptionalLong;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Rings once at the time that was set last. Called under one lock, but for the ring. */
final class Alarm {
  private final ScheduledExecutorService timer;
  private final Runnable ring;
  private @Nullable Future<?> pending;
  private long at;
  private boolean ended;

  Alarm(ScheduledExecutorService timer, Runnable ring) {
    this.timer = timer;
    this.ring = ring;
  }

  /** It has rung; what follows may set it again. */
  void rang() {
    pending = null;
  }

  /** Rings at this time, or not before it is set again. */
  void set(OptionalLong when, long now) {
    Future<?> last = pending;
    if (ended || (last != null && when.isPresent() && when.getAsLong() == at)) {
      return;
    }
    if (last != null) {
      last.cancel(false);
      pending = null;
    }
    if (when.isPresent()) {
      at = when.getAsLong();
      pending = timer.schedule(ring, Math.max(0, at - now), TimeUnit.NANOSECONDS);
    }
  }

  void end() {
    set(OptionalLong.empty(), 0);
    ended = true;
  }
}
