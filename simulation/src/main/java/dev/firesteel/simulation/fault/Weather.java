package dev.firesteel.simulation.fault;

import dev.firesteel.api.id.StageId;
import dev.firesteel.protocol.message.TaskOrder;
import dev.firesteel.simulation.cluster.Tempo;
import dev.firesteel.simulation.executor.Behaviour;
import dev.firesteel.simulation.executor.Fate;
import dev.firesteel.simulation.network.Conditions;
import dev.firesteel.simulation.world.Dice;

/** How network, cluster, executors and tasks behave under a climate. */
public final class Weather implements Conditions, Tempo, Behaviour {
  private static final long MILLISECOND = 1_000_000;
  private static final long SECOND = 1_000 * MILLISECOND;

  private final Climate climate;
  private final Dice dice;
  private final long usualTask;
  private final long usualLatency;

  /** Draws what is usual. */
  public Weather(Climate climate, Dice dice) {
    this.climate = climate;
    this.dice = dice;
    this.usualTask = dice.magnitude(100_000, 2 * SECOND);
    this.usualLatency = dice.magnitude(20_000, 2 * MILLISECOND);
  }

  // ---- the network

  @Override
  public long latency() {
    return climate.strikes(Fault.MESSAGE_DELAYED)
        ? dice.magnitude(MILLISECOND, 5 * SECOND)
        : dice.between(usualLatency / 2, usualLatency * 2);
  }

  @Override
  public boolean fetchBreaks() {
    return climate.strikes(Fault.FETCH_BROKEN);
  }

  @Override
  public long noticeOfBreak() {
    return dice.magnitude(MILLISECOND, 60 * SECOND);
  }

  // ---- the cluster

  @Override
  public long word() {
    return dice.magnitude(100_000, climate.isOver() ? 100 * MILLISECOND : 2 * SECOND);
  }

  @Override
  public long launch() {
    return climate.strikes(Fault.LAUNCH_LATE)
        ? dice.between(5 * SECOND, 100 * SECOND)
        : dice.magnitude(MILLISECOND, 2 * SECOND);
  }

  @Override
  public boolean launchFails() {
    return climate.strikes(Fault.LAUNCH_FAILED);
  }

  @Override
  public long detection() {
    return dice.magnitude(MILLISECOND, 3 * SECOND);
  }

  @Override
  public long grace() {
    return 3 * SECOND;
  }

  // ---- executors and tasks

  @Override
  public Fate fate(StageId stage, TaskOrder order) {
    long nanos = Math.max(1, (long) (usualTask * (0.5 + dice.share())));
    if (climate.strikes(Fault.TASK_STUCK)) {
      return new Fate(dice.between(30 * SECOND, 200 * SECOND), Fate.End.RESULT, false);
    }
    if (climate.strikes(Fault.TASK_SLOW)) {
      nanos *= dice.between(5, 50);
    }
    if (climate.strikes(Fault.TASK_FAILED)) {
      return new Fate(nanos, Fate.End.THROWS, true);
    }
    if (climate.strikes(Fault.TASK_OUT_OF_MEMORY)) {
      return new Fate(nanos, Fate.End.OUT_OF_MEMORY, true);
    }
    return new Fate(nanos, Fate.End.RESULT, dice.chance(0.8));
  }

  @Override
  public long boot() {
    return dice.magnitude(MILLISECOND, 3 * SECOND);
  }

  @Override
  public boolean neverDials() {
    return climate.strikes(Fault.NEVER_DIALS);
  }

  @Override
  public boolean reportsTwice() {
    return climate.strikes(Fault.REPORTED_TWICE);
  }

  @Override
  public boolean writesThoughCancelled() {
    return climate.strikes(Fault.CANCELLED_WRITES);
  }

  @Override
  public boolean dialsAgain() {
    return climate.strikes(Fault.DIALS_AGAIN);
  }

  @Override
  public long linger() {
    return dice.magnitude(1_000, 300_000);
  }
}
