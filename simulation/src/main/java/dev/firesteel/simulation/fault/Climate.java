package dev.firesteel.simulation.fault;

import dev.firesteel.simulation.world.Counts;
import dev.firesteel.simulation.world.Dice;
import java.util.EnumMap;
import java.util.Map;

/** How likely each fault is; each seed has its own mix, some are calm and some are wild. */
public final class Climate {
  private final Map<Fault, Double> chances = new EnumMap<>(Fault.class);
  private final Counts<Fault> struck = new Counts<>(Fault.class);
  private final Dice dice;
  private boolean over;

  /** A climate by chance. */
  public Climate(Dice dice) {
    this.dice = dice;
    double heat = dice.chance(0.1) ? 0 : dice.magnitude(100, 8000) / 1000.0;
    double mix = dice.share();
    for (Fault fault : Fault.values()) {
      double own = dice.chance(mix) ? dice.magnitude(300, 3000) / 1000.0 : 0;
      chances.put(fault, Math.min(0.7, fault.base() * heat * own));
    }
  }

  /** Whether a fault happens on this occasion; counted if it does. */
  public boolean strikes(Fault fault) {
    boolean strikes = !over && dice.chance(chances.getOrDefault(fault, 0.0));
    if (strikes) {
      struck.add(fault);
    }
    return strikes;
  }

  /** No fault happens any more. */
  public void end() {
    over = true;
  }

  /** Whether faults have stopped. */
  public boolean isOver() {
    return over;
  }

  /** How often each fault happened. */
  public Counts<Fault> struck() {
    return struck;
  }
}
