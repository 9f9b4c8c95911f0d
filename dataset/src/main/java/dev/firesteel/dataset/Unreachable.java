package dev.firesteel.dataset;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Notices what the program cannot reach any more, so that what the engine keeps for it can go:
 * shuffles, broadcasts, kept partitions, checkpoints. Has no thread: it looks when it is asked to,
 * before each job. Safe for any thread.
 */
final class Unreachable {
  private final ReferenceQueue<Object> queue = new ReferenceQueue<>();
  private final Set<Watch> watched = ConcurrentHashMap.newKeySet();

  /**
   * Watches a thing.
   *
   * @param forget runs once when the thing is unreachable; must not hold it
   */
  void watch(Object thing, Runnable forget) {
    watched.add(new Watch(thing, queue, forget));
  }

  /** Runs what is to run for all things that became unreachable since the last call. */
  void forget() {
    for (Object gone = queue.poll(); gone != null; gone = queue.poll()) {
      Watch watch = (Watch) gone;
      if (watched.remove(watch)) {
        watch.forget.run();
      }
    }
  }

  private static final class Watch extends PhantomReference<Object> {
    private final Runnable forget;

    Watch(Object thing, ReferenceQueue<Object> queue, Runnable forget) {
      super(thing, queue);
      this.forget = forget;
    }
  }
}
