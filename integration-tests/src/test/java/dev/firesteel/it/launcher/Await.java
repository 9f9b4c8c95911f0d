package dev.firesteel.it.launcher;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition and tells what was going on when it does not come. */
final class Await {
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(180);
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private Await() {}

  static void until(String what, BooleanSupplier condition, Supplier<String> diagnostics) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > LIMIT_NANOS) {
        throw new AssertionError("not within the limit: " + what + "\n" + diagnostics.get());
      }
      LockSupport.parkNanos(STEP_NANOS);
    }
  }
}
