package dev.firesteel.scheduler.driver;

import dev.firesteel.scheduler.plan.StagePlan.Kept;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ways from a stage's output to one node, each as the persisted datasets on it. Only the least
 * are remembered: a way is closed when all of one of its datasets is kept, so a way whose datasets
 * include another's is open only if the other is.
 */
final class Ways {
  /** Beyond so many, a way counts as never closed: a parent too many is computed, none too few. */
  private static final int MOST = 8;

  private final List<List<Kept>> least = new ArrayList<>(1);

  /** Adds a way; returns what it counts as, or null if it adds nothing. */
  @Nullable List<Kept> add(List<Kept> way) {
    for (List<Kept> known : least) {
      if (way.containsAll(known)) {
        return null;
      }
    }
    List<Kept> counts = least.size() < MOST ? way : List.of();
    least.removeIf(known -> known.containsAll(counts));
    least.add(counts);
    return counts;
  }

  /** The least ways, in the order they were found. */
  List<List<Kept>> least() {
    return least;
  }
}
