package dev.firesteel.simulation;

import dev.firesteel.simulation.check.Invariant;
import dev.firesteel.simulation.check.Tally;
import dev.firesteel.simulation.fault.Fault;
import java.util.Locale;

/** What came of many seeds. Safe for any thread. */
final class Totals {
  private final Tally tally = new Tally();
  private final long[] faults = new long[Fault.values().length];
  private long seeds;
  private long events;
  private long actions;
  private long succeeded;
  private long failed;
  private long virtualSeconds;

  synchronized void add(Outcome outcome) {
    seeds++;
    events += outcome.history().events();
    actions += outcome.history().actions();
    succeeded += outcome.succeeded();
    failed += outcome.failed();
    virtualSeconds += outcome.virtualSeconds();
    tally.add(outcome.tally());
    for (Fault fault : Fault.values()) {
      faults[fault.ordinal()] += outcome.climate().count(fault);
    }
  }

  synchronized String text(double seconds) {
    StringBuilder text = new StringBuilder();
    line(text, "seeds", seeds);
    line(text, "jobs succeeded", succeeded);
    line(text, "jobs failed or cancelled", failed);
    line(text, "events", events);
    line(text, "actions", actions);
    line(text, "hours of virtual time", virtualSeconds / 3600);
    long all = 0;
    for (long count : faults) {
      all += count;
    }
    line(text, "faults", all);
    for (Fault fault : Fault.values()) {
      String name = fault.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      line(text, "  " + name, faults[fault.ordinal()]);
    }
    line(text, "invariants checked", tally.total());
    for (Invariant invariant : Invariant.values()) {
      line(text, "  " + invariant, tally.checked(invariant));
    }
    text.append(
        String.format(
            Locale.ROOT,
            "%.1f s, %,.0f seeds a second, %,.0f events a second%n",
            seconds,
            seeds / seconds,
            events / seconds));
    return text.toString();
  }

  private static void line(StringBuilder text, String name, long value) {
    text.append(String.format(Locale.ROOT, "%-32s %,15d%n", name, value));
  }
}
