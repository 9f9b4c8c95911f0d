package dev.firesteel.scheduler.placement;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.ConfigException;
import dev.firesteel.api.config.JobKeys;
import dev.firesteel.api.config.Nearest;
import dev.firesteel.api.config.SchedulingOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How jobs share slots.
 *
 * @param order whether pools matter at all
 * @param pools what is set of pools, by name
 */
public record Sharing(SchedulingOrder order, SortedMap<String, PoolShare> pools) {
  /** The pool of jobs that name none. */
  public static final String DEFAULT_POOL = "default";

  /** First come, first served. */
  public static final Sharing FIFO = new Sharing(SchedulingOrder.FIFO, new TreeMap<>());

  private static final List<String> PROPERTIES = List.of("weight", "min-share", "mode");

  /** Copies the map. */
  public Sharing {
    pools = Collections.unmodifiableSortedMap(new TreeMap<>(pools));
  }

  /**
   * What the settings say.
   *
   * @throws ConfigException listing all that is wrong with pools
   */
  public static Sharing of(Config config) {
    SortedMap<String, PoolShare> pools = new TreeMap<>();
    List<String> problems = new ArrayList<>();
    for (Map.Entry<String, String> setting : config.asMap().entrySet()) {
      if (JobKeys.POOL.covers(setting.getKey())) {
        String rest = setting.getKey().substring(JobKeys.POOL.name().length());
        int dot = rest.lastIndexOf('.');
        if (dot < 1) {
          problems.add(
              "Setting "
                  + setting.getKey()
                  + " names no pool and property (write "
                  + JobKeys.POOL.name()
                  + "NAME.weight, for instance)");
          continue;
        }
        String pool = rest.substring(0, dot);
        try {
          PoolShare before = pools.getOrDefault(pool, unset(pool));
          pools.put(pool, changed(before, rest.substring(dot + 1), setting.getValue().trim()));
        } catch (IllegalArgumentException e) {
          problems.add(
              "Setting "
                  + setting.getKey()
                  + " is '"
                  + setting.getValue()
                  + "' but "
                  + e.getMessage());
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return new Sharing(config.get(JobKeys.SCHEDULER_MODE), pools);
  }

  private static PoolShare changed(PoolShare pool, String property, String value) {
    return switch (property) {
      case "weight" -> new PoolShare(number(value, 1), pool.minShare(), pool.order());
      case "min-share" -> new PoolShare(pool.weight(), number(value, 0), pool.order());
      case "mode" -> new PoolShare(pool.weight(), pool.minShare(), order(value));
      default ->
          throw new IllegalArgumentException("a pool has no " + property + nearest(property));
    };
  }

  private static String nearest(String property) {
    Optional<String> near = Nearest.to(property, PROPERTIES, 4);
    return near.map(name -> " (did you mean " + name + "?)")
        .orElse(" (there are weight, min-share and mode)");
  }

  private static int number(String text, int least) {
    try {
      int value = Integer.parseInt(text);
      if (value >= least) {
        return value;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new IllegalArgumentException("must be a whole number, at least " + least);
  }

  private static SchedulingOrder order(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "fifo" -> SchedulingOrder.FIFO;
      case "fair" -> SchedulingOrder.FAIR;
      default -> throw new IllegalArgumentException("must be fifo or fair");
    };
  }

  /** What a pool gets, also one of which nothing is set. */
  public PoolShare pool(String name) {
    PoolShare set = pools.get(name);
    return set == null ? unset(name) : set;
  }

  private static PoolShare unset(String name) {
    return new PoolShare(
        1, 0, name.equals(DEFAULT_POOL) ? SchedulingOrder.FAIR : SchedulingOrder.FIFO);
  }

  /**
   * What a pool gets.
   *
   * @param weight its share beside other pools, at least 1
   * @param minShare slots that it gets before others get more than theirs, at least 0
   * @param order the order of the task sets inside
   */
  public record PoolShare(int weight, int minShare, SchedulingOrder order) {
    /** Checks the ranges. */
    public PoolShare {
      if (weight < 1 || minShare < 0) {
        throw new IllegalArgumentException(
            "Cannot share by weight " + weight + " (at least 1), minimum " + minShare + " (or 0)");
      }
    }
  }
}
