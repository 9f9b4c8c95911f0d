package dev.firesteel.api.resource;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An amount of resources: of an executor, of an offer or of a host.
 *
 * @param cores processor cores, 0 or more
 * @param memoryMiB memory in MiB (2^20 bytes), 0 or more
 * @param extra named extra resources such as {@code gpu}, each amount above 0
 */
public record Resources(int cores, long memoryMiB, SortedMap<String, Long> extra) {
  /** Nothing at all. */
  public static final Resources NONE = of(0, 0);

  /** Checks the ranges and copies the map. */
  public Resources {
    if (cores < 0 || memoryMiB < 0) {
      throw new IllegalArgumentException(
          "Cannot make resources: cores "
              + cores
              + " and memory "
              + memoryMiB
              + " MiB must not be negative");
    }
    extra.forEach(
        (name, amount) -> {
          if (amount <= 0) {
            throw new IllegalArgumentException(
                "Cannot make resources: amount " + amount + " of '" + name + "' must be above 0");
          }
        });
    extra = Collections.unmodifiableSortedMap(new TreeMap<>(extra));
  }

  /** Resources without extra ones. */
  public static Resources of(int cores, long memoryMiB) {
    return new Resources(cores, memoryMiB, new TreeMap<>());
  }

  /** These resources with an amount of a named extra one. */
  public Resources with(String name, long amount) {
    SortedMap<String, Long> all = new TreeMap<>(extra);
    all.put(name, amount);
    return new Resources(cores, memoryMiB, all);
  }

  /** Whether all of {@code other} fits into this. */
  public boolean covers(Resources other) {
    return cores >= other.cores
        && memoryMiB >= other.memoryMiB
        && other.extra.entrySet().stream()
            .allMatch(e -> extra.getOrDefault(e.getKey(), 0L) >= e.getValue());
  }

  /** This and {@code other} together. */
  public Resources plus(Resources other) {
    SortedMap<String, Long> all = new TreeMap<>(extra);
    other.extra.forEach((name, amount) -> all.merge(name, amount, Long::sum));
    return new Resources(cores + other.cores, memoryMiB + other.memoryMiB, all);
  }

  /**
   * This without {@code other}.
   *
   * @throws IllegalArgumentException if this does not cover {@code other}
   */
  public Resources minus(Resources other) {
    if (!covers(other)) {
      throw new IllegalArgumentException(
          "Cannot subtract " + other + ": only " + this + " is there");
    }
    SortedMap<String, Long> all = new TreeMap<>(extra);
    for (Map.Entry<String, Long> e : other.extra.entrySet()) {
      long left = all.getOrDefault(e.getKey(), 0L) - e.getValue();
      if (left == 0) {
        all.remove(e.getKey());
      } else {
        all.put(e.getKey(), left);
      }
    }
    return new Resources(cores - other.cores, memoryMiB - other.memoryMiB, all);
  }

  // Written out: a record's own take method handles, which cost tens of milliseconds at a start.
  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof Resources other
        && cores == other.cores
        && memoryMiB == other.memoryMiB
        && extra.equals(other.extra);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(31 * memoryMiB + cores);
  }

  @Override
  public String toString() {
    StringBuilder text =
        new StringBuilder()
            .append(cores)
            .append(cores == 1 ? " core, " : " cores, ")
            .append(memoryMiB)
            .append(" MiB");
    extra.forEach((name, amount) -> text.append(", ").append(amount).append(' ').append(name));
    return text.toString();
  }
}
