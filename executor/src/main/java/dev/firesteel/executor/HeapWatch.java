package dev.firesteel.executor;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Notices that this JVM does little but collect garbage. It is then out of memory, though it may
 * take an hour to find no byte at all: some collectors have no limit of their own.
 *
 * <p>It looks at collectors only while the heap is nearly full. Used by one thread.
 */
final class HeapWatch {
  private static final long STEP_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final double NEARLY_FULL = 0.85;
  private static final double MOSTLY_COLLECTING = 0.95;

  private final LongSupplier collectingMillis;
  private boolean looking;
  private long since;
  private long before;

  /** Watches with a clock of the milliseconds that collections took until now. */
  HeapWatch(LongSupplier collectingMillis) {
    this.collectingMillis = collectingMillis;
  }

  /** Watches this JVM until it ends; says once why it cannot go on. */
  static void start(Consumer<String> exhausted) {
    Thread thread =
        new Thread(
            () -> {
              HeapWatch watch = new HeapWatch(HeapWatch::collecting);
              Runtime runtime = Runtime.getRuntime();
              double used;
              do {
                LockSupport.parkNanos(STEP_NANOS);
                used = (double) (runtime.totalMemory() - runtime.freeMemory());
              } while (!watch.exhausted(used / runtime.maxMemory(), System.nanoTime()));
              exhausted.accept(
                  "it did little but collect garbage for "
                      + TimeUnit.NANOSECONDS.toSeconds(WINDOW_NANOS)
                      + " s");
            },
            "firesteel-heap-watch");
    thread.setDaemon(true);
    thread.start();
  }

  private static long collecting() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .filter(collector -> stopsTheProgram(collector.getName()))
        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
        .sum();
  }

  /**
   * Whether a collector's time is lost to the program. ZGC and Shenandoah count whole cycles, which
   * run beside the program, as a collector of its own, and so does G1 of newer JVMs.
   */
  static boolean stopsTheProgram(String collector) {
    return !collector.endsWith("Cycles") && !collector.contains("Concurrent");
  }

  /**
   * Whether all of the last seconds went into collections.
   *
   * @param used part of the heap that is in use now
   * @param now nanoseconds
   */
  boolean exhausted(double used, long now) {
    if (used < NEARLY_FULL) {
      looking = false;
      return false;
    }
    if (!looking) {
      begin(now);
      return false;
    }
    long window = now - since;
    if (window < WINDOW_NANOS) {
      return false;
    }
    double share = (double) TimeUnit.MILLISECONDS.toNanos(collectingMillis.getAsLong() - before);
    if (share / window >= MOSTLY_COLLECTING) {
      return true;
    }
    begin(now);
    return false;
  }

  private void begin(long now) {
    looking = true;
    since = now;
    before = collectingMillis.getAsLong();
  }
}
