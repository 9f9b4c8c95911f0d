package dev.firesteel.scheduler.dag;

import dev.firesteel.api.id.BinaryId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which programs active jobs and stages use, and a bounded number of recent ones, so that an equal
 * program that comes again soon need not travel again.
 */
public final class Programs {
  /** Unused programs that are remembered, by the driver and by each executor. */
  public static final int RECENT = 64;

  private final Map<BinaryId, Integer> uses = new HashMap<>();
  private final Set<BinaryId> recent = new LinkedHashSet<>();

  /** A job or a stage uses a program. */
  public void use(BinaryId program) {
    uses.merge(program, 1, Integer::sum);
    recent.remove(program);
  }

  /** A job or a stage no longer uses a program; returns programs to forget now. */
  public List<BinaryId> release(BinaryId program) {
    if (uses.merge(program, -1, Integer::sum) > 0) {
      return List.of();
    }
    uses.remove(program);
    recent.add(program);
    if (recent.size() <= RECENT) {
      return List.of();
    }
    BinaryId oldest = recent.iterator().next();
    recent.remove(oldest);
    return List.of(oldest);
  }

  /** Programs that jobs and stages use. */
  public int inUse() {
    return uses.size();
  }

  /**
   * Programs that an executor should forget, so that it has not many unused ones; removed from the
   * set.
   *
   * @param known what the executor has, in the order of last use
   */
  public List<BinaryId> surplus(Set<BinaryId> known) {
    if (known.size() <= 2 * RECENT) {
      return List.of();
    }
    List<BinaryId> surplus = new ArrayList<>();
    for (BinaryId program : known) {
      if (known.size() - surplus.size() <= RECENT) {
        break;
      }
      if (!uses.containsKey(program)) {
        surplus.add(program);
      }
    }
    surplus.forEach(known::remove);
    return surplus;
  }
}
