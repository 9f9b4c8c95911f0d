package dev.firesteel.simulation.world;

import java.util.EnumMap;
import java.util.Map;

/**
 * How often each of some things happened.
 *
 * @param <E> the things
 */
public final class Counts<E extends Enum<E>> {
  private final Map<E, long[]> counts;

  /** Nothing happened yet. */
  public Counts(Class<E> things) {
    counts = new EnumMap<>(things);
    for (E thing : things.getEnumConstants()) {
      counts.put(thing, new long[1]);
    }
  }

  /** One more. */
  public void add(E thing) {
    cell(thing)[0]++;
  }

  /** Adds the counts of another. */
  public void add(Counts<E> other) {
    other.counts.forEach((thing, count) -> cell(thing)[0] += count[0]);
  }

  /** How often one happened. */
  public long of(E thing) {
    return cell(thing)[0];
  }

  /** All together. */
  public long total() {
    return counts.values().stream().mapToLong(count -> count[0]).sum();
  }

  private long[] cell(E thing) {
    return counts.getOrDefault(thing, new long[1]);
  }
}
