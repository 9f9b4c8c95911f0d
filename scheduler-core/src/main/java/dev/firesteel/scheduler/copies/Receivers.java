package dev.firesteel.scheduler.copies;

import dev.firesteel.scheduler.executors.Executor;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Chooses who fetches a copy: in another rack than its holder if one of the candidates is, else on
 * another host, else anybody; of those the least loaded. Looks at a few executors, in turn, so that
 * a choice costs the same however many there are.
 */
public final class Receivers {
  private static final int CANDIDATES = 16;

  private final Set<Executor> ring = new LinkedHashSet<>();
  private boolean full;

  /** An executor may receive copies while it is ready. */
  public void add(Executor executor) {
    ring.add(executor);
  }

  /** An executor is gone. */
  public void remove(Executor executor) {
    ring.remove(executor);
  }

  /** Those that receive copies, and some that may not any more. */
  public Set<Executor> all() {
    return Collections.unmodifiableSet(ring);
  }

  /**
   * The best of the next candidates, if there is one.
   *
   * @param holder who has the block
   * @param allowed who may have a copy; those that take no tasks never may
   * @param room who may have it now
   * @param load how much an executor has to carry already
   */
  public @Nullable Executor choose(
      Executor holder,
      Predicate<Executor> allowed,
      Predicate<Executor> room,
      ToIntFunction<Executor> load) {
    full = false;
    Executor best = null;
    int bestDistance = 0;
    int bestLoad = 0;
    for (int looked = 0; looked < Math.min(CANDIDATES, ring.size()); ) {
      Executor candidate = ring.iterator().next();
      ring.remove(candidate);
      if (!candidate.takesTasks()) {
        continue; // it is added again when it takes tasks again
      }
      ring.add(candidate);
      looked++;
      if (candidate == holder || !allowed.test(candidate)) {
        continue;
      }
      if (!room.test(candidate)) {
        full = true;
        continue;
      }
      int distance = distance(holder, candidate);
      int carries = load.applyAsInt(candidate);
      if (best == null
          || distance > bestDistance
          || (distance == bestDistance && carries < bestLoad)) {
        best = candidate;
        bestDistance = distance;
        bestLoad = carries;
      }
    }
    return best;
  }

  private static int distance(Executor holder, Executor candidate) {
    if (!holder.at().rack().equals(candidate.at().rack())) {
      return 2;
    }
    return holder.at().host().equals(candidate.at().host()) ? 0 : 1;
  }

  /** Whether there were candidates the last time, of which none had room. */
  public boolean full() {
    return full;
  }
}
