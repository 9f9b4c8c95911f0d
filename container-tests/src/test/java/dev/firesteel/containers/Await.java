package dev.firesteel.containers;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what comes by itself. */
public final class Await {
  private static final Duration STEP = Duration.ofMillis(200);

  private Await() {}

  /** Looks until it is so; fails with the message, which is asked for only then. */
  public static void until(Duration limit, BooleanSupplier so, Supplier<String> message) {
    long start = System.nanoTime();
    while (!so.getAsBoolean()) {
      if (System.nanoTime() - start > limit.toNanos()) {
        throw new AssertionError("After " + limit.toSeconds() + " s: " + message.get());
      }
      LockSupport.parkNanos(STEP.toNanos());
    }
  }
}
