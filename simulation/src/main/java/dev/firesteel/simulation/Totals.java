package dev.firesteel.simulation;

import dev.firesteel.simulation.check.Invariant;
import dev.firesteel.simulation.fault.Fault;
import dev.firesteel.simulation.world.Counts;
import java.util.Locale;

/** What came of many seeds. Safe for any thread. */
final class Totals {
  private final Counts<Invariant> checked = new Counts<>(Invariant.class);
  private final Counts<Fault> faults = new Counts<>(Fault.class);
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
    checked.add(outcome.tally().checked());
    faults.add(outcome.climate().struck());
  }

  /** How often each invariant was checked; for when all were added. */
  Counts<Invariant> checked() {
    return checked;
  }

  synchronized String text(double seconds) {
    StringBuilder text = new StringBuilder();
    line(text, "seeds", seeds);
    line(text, "jobs succeeded", succeeded);
    line(text, "jobs failed or cancelled", failed);
    line(text, "events", events);
    line(text, "actions", actions);
    line(text, "hours of virtual time", virtualSeconds / 3600);
    line(text, "faults", faults.total());
    for (Fault fault : Fault.values()) {
      String name = fault.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      line(text, "  " + name, faults.of(fault));
    }
    line(text, "invariants checked", checked.total());
    for (Invariant invariant : Invariant.values()) {
      line(text, "  " + invariant, checked.of(invariant));
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
