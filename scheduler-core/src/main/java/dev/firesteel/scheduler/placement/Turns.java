package dev.firesteel.scheduler.placement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is when pools share slots: asked before each task that an executor gets, because
 * each changes the answer. A pool below its minimum share comes first, the one that has least of it
 * before others; then the pool with the fewest running tasks for its weight; then the one whose
 * task set came first. (The policy of Apache Spark's fair scheduler.) Inside a fair pool the task
 * set with the fewest running tasks comes first, inside the others the one that came first.
 *
 * <p>Good for one executor in one event; the backlog must not change meanwhile.
 */
public final class Turns {
  private final List<Contender> contenders = new ArrayList<>();
  private @Nullable Contender last;

  Turns(Collection<Pool> pools) {
    for (Pool pool : pools) {
      if (!pool.waiting().isEmpty()) {
        contenders.add(new Contender(pool));
      }
    }
  }

  /** The task set whose turn it is; null if none is left. */
  public @Nullable TaskSet next() {
    Contender best = null;
    for (Contender contender : contenders) {
      if (contender.head() != null && (best == null || contender.before(best))) {
        best = contender;
      }
    }
    last = best;
    return best == null ? null : best.head;
  }

  /** The task set that {@link #next} gave last got a task. */
  public void placed() {
    if (last != null) {
      last.running++;
      last.sought = last.pool.fair();
    }
  }

  /** The executor has no use for the task set that {@link #next} gave last. */
  public void refused() {
    if (last != null) {
      last.drop();
    }
  }

  private static final class Contender {
    final Pool pool;
    final Iterator<TaskSet> inOrder;
    final List<TaskSet> fairly;
    int running;
    boolean sought = true;
    @Nullable TaskSet head;

    Contender(Pool pool) {
      this.pool = pool;
      this.running = pool.running();
      this.inOrder = pool.waiting().iterator();
      this.fairly = pool.fair() ? new ArrayList<>(pool.waiting()) : List.of();
    }

    @Nullable TaskSet head() {
      if (sought || (head != null && head.pending() == 0)) {
        sought = false;
        head = pool.fair() ? fewestRunning() : nextInOrder();
      }
      return head;
    }

    private @Nullable TaskSet nextInOrder() {
      while (inOrder.hasNext()) {
        TaskSet set = inOrder.next();
        if (set.pending() > 0) {
          return set;
        }
      }
      return null;
    }

    private @Nullable TaskSet fewestRunning() {
      TaskSet fewest = null;
      for (TaskSet set : fairly) {
        if (set.pending() > 0 && (fewest == null || set.placed() < fewest.placed())) {
          fewest = set;
        }
      }
      return fewest;
    }

    void drop() {
      if (pool.fair()) {
        fairly.remove(head);
      }
      sought = true;
    }

    boolean before(Contender other) {
      int order = compare(other);
      return order < 0 || (order == 0 && pool.first().compareTo(other.pool.first()) < 0);
    }

    private int compare(Contender other) {
      Sharing.PoolShare mine = pool.share();
      Sharing.PoolShare its = other.pool.share();
      boolean needy = running < mine.minShare();
      if (needy != other.running < its.minShare()) {
        return needy ? -1 : 1;
      }
      return needy
          ? ratio(running, other.running, mine.minShare(), its.minShare())
          : ratio(running, other.running, mine.weight(), its.weight());
    }

    /** Compares a/x with b/y. */
    private static int ratio(int a, int b, int x, int y) {
      return Long.compare((long) a * y, (long) b * x);
    }
  }
}
