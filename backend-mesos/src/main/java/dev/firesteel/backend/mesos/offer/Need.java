package dev.firesteel.backend.mesos.offer;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one executor takes of an agent.
 *
 * @param thousandths amounts by name of Mesos' resources, in thousandths, which is how exactly
 *     Mesos reckons; each above 0
 */
record Need(SortedMap<String, Long> thousandths) {
  static final String CPUS = "cpus";
  static final String MEM = "mem";
  static final String DISK = "disk";
  static final String GPUS = "gpus";

  private static final long ONE = 1000;

  Need {
    thousandths = Collections.unmodifiableSortedMap(new TreeMap<>(thousandths));
  }

  /** Of amounts in units. */
  static Need of(Map<String, Long> units) {
    SortedMap<String, Long> all = new TreeMap<>();
    units.forEach((name, amount) -> all.merge(name, amount * ONE, Long::sum));
    all.values().removeIf(amount -> amount <= 0);
    return new Need(all);
  }

  /** A scalar of Mesos in thousandths. */
  static long thousandths(double scalar) {
    return Math.round(scalar * ONE);
  }

  /** Thousandths as a scalar of Mesos. */
  static double scalar(long thousandths) {
    return thousandths / (double) ONE;
  }

  /** An amount for people. */
  static String text(String name, long thousandths) {
    String number =
        thousandths % ONE == 0
            ? Long.toString(thousandths / ONE)
            : Double.toString(scalar(thousandths));
    return switch (name) {
      case MEM -> number + " MiB";
      case DISK -> number + " MiB of disk";
      default -> number + " " + name;
    };
  }

  /** All of it, for people: cpus first. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    thousandths.forEach(
        (name, amount) -> text.append(text.isEmpty() ? "" : ", ").append(text(name, amount)));
    return text.toString();
  }
}
