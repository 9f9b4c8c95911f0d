package dev.firesteel.simulation;

import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.transport.Secret;
import dev.firesteel.scheduler.driver.CredentialKeeper;
import dev.firesteel.scheduler.driver.DriverBlocks;
import dev.firesteel.scheduler.driver.DriverLoop;
import dev.firesteel.scheduler.driver.DriverParts;
import dev.firesteel.scheduler.loop.Machine;
import dev.firesteel.scheduler.machine.Census;
import dev.firesteel.scheduler.machine.Event;
import dev.firesteel.scheduler.machine.Scheduler;
import dev.firesteel.simulation.check.CheckedMachine;
import dev.firesteel.simulation.check.History;
import dev.firesteel.simulation.check.Invariant;
import dev.firesteel.simulation.check.Tally;
import dev.firesteel.simulation.executor.SimulatedExecutor;
import dev.firesteel.simulation.fault.Climate;
import dev.firesteel.simulation.fault.Weather;
import dev.firesteel.simulation.lineage.Lineage;
import dev.firesteel.simulation.lineage.ModelPlanner;
import dev.firesteel.simulation.lineage.Truth;
import dev.firesteel.simulation.world.Dice;
import dev.firesteel.simulation.world.Timeline;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/**
 * One seed: an application from its first event to its last. First faults happen while jobs are
 * submitted; then they stop, and every job has to end; then all that was kept or written is
 * forgotten, and nothing may be left of it; then the session stops, and nothing may outlive it.
 */
public final class Simulation {
  private static final long SECOND = 1_000_000_000L;

  /** Virtual time in which something must move while jobs are active and faults have stopped. */
  private static final long PATIENCE = 900 * SECOND;

  private static final int KNOWN_PROGRAMS = 128;

  private final Timeline time = new Timeline();
  private final Tally tally = new Tally();
  private final History history;
  private final Scheduler scheduler;
  private final CheckedMachine machine;
  private final Climate climate;
  private final Machinery machinery;
  private final Users users;
  private final Storm storm;
  private final DriverLoop driver;
  private final Dice lag;
  private final Dice plan;
  private final Shape shape;
  private long wakeAt = Long.MAX_VALUE;
  private boolean stopping;

  /**
   * A simulation at its beginning.
   *
   * @param distortion what drives the loop in place of the scheduler, to see whether it is caught
   */
  public Simulation(long seed, History history, UnaryOperator<Machine> distortion) {
    this.history = history;
    Dice dice = new Dice(seed);
    plan = dice.split();
    lag = dice.split();
    shape = Shape.draw(dice.split());
    climate = new Climate(dice.split());
    Lineage lineage = new Lineage(dice.split(), shape.steps(), shape.mostPartitions());
    Weather weather = new Weather(climate, dice.split());
    machinery =
        new Machinery(time, shape.settings(), lineage, weather, shape.topology(), dice.split());
    for (int i = 0; i < shape.survivors(); i++) {
      machinery.survivor(i);
    }
    ModelPlanner planner =
        new ModelPlanner(
            machinery.stores(),
            shape.copies(),
            shape.topology().inMemory(),
            shape.topology().listed() ? ModelPlanner.Racks.LISTED : ModelPlanner.Racks.UNKNOWN);
    Truth truth = new Truth();
    scheduler = new Scheduler(shape.settings());
    machine =
        new CheckedMachine(
            distortion.apply(scheduler::on),
            new CheckedMachine.Parts(
                scheduler,
                shape.settings(),
                (job, partition) -> truth.value(planner.target(job), partition),
                machinery::inHand),
            history,
            tally);
    Side side = new Side(planner);
    driver =
        new DriverLoop(
            new DriverParts(
                machine,
                machinery.backend(),
                new DriverParts.Network(
                    machinery.network(),
                    Secret.random(),
                    new DriverBlocks(),
                    new BlockAddress(BlockAddress.DRIVER, "driver", 7),
                    CredentialKeeper.NONE),
                (executor, profile, at, address) -> Machinery.launch(executor, profile),
                List.of(),
                time::now,
                List.of()),
            new TreeMap<>(),
            side);
    users = new Users(time, dice.split(), climate, lineage, planner, side, driver::post);
    storm =
        new Storm(
            time,
            dice.split(),
            climate,
            machinery,
            text -> history.remark(time.now(), text),
            driver::post,
            this::stop);
  }

  /**
   * Runs to the end.
   *
   * @throws dev.firesteel.simulation.check.Violation if an invariant does not hold
   */
  public Outcome run() {
    driver.start();
    users.begin(shape.threads(), shape.jobs());
    storm.begin();
    rage();
    storm.end();
    history.remark(time.now(), "faults have stopped");
    if (!stopping) {
      until(() -> machine.open().isEmpty() && users.done(), "jobs hang");
      until(() -> machine.inHand() == 0, "attempts of ended jobs hang");
      users.forgetAll();
      pass(60 * SECOND);
      nothingLeft();
      stop();
    }
    pass(3600 * SECOND);
    machinery.network().close();
    pass(3600 * SECOND);
    nothingOutlives();
    return new Outcome(
        history, tally, climate, machine.succeeded(), machine.failed(), time.now() / SECOND);
  }

  /** Faults happen until all jobs were submitted, and some time longer. */
  private void rage() {
    long calm = plan.magnitude(SECOND / 10, 100 * SECOND);
    long most = time.now() + 4_000 * SECOND;
    while (!stopping && !users.done() && time.now() < most && step()) {
      // faults happen
    }
    if (!stopping) {
      pass(calm);
    }
  }

  private boolean step() {
    boolean any = time.step();
    wake();
    return any;
  }

  /** The loop runs a moment after something came for it, or when a timer is due. */
  private void wake() {
    long due = driver.loop().untilDue();
    if (due == Long.MAX_VALUE || time.now() + due >= wakeAt) {
      return;
    }
    long at = time.now() + (due == 0 ? lag.between(0L, 50_000L) : due);
    if (at < wakeAt) {
      wakeAt = at;
      time.after(
          at - time.now(),
          () -> {
            if (wakeAt == at) {
              wakeAt = Long.MAX_VALUE;
              driver.loop().step();
            }
          });
    }
  }

  private void pass(long nanos) {
    long end = time.now() + nanos;
    while (time.nextAt() <= end && step()) {
      // time passes
    }
    if (time.nextAt() > end) {
      time.advance(end);
    }
  }

  private void until(BooleanSupplier reached, String otherwise) {
    long moved = machine.moves();
    long since = time.now();
    while (!reached.getAsBoolean()) {
      boolean any = step();
      if (machine.moves() != moved) {
        moved = machine.moves();
        since = time.now();
      }
      long quiet = time.now() - since;
      tally.holds(
          Invariant.NO_HANG,
          any && quiet < PATIENCE,
          () ->
              otherwise
                  + ": nothing moved for "
                  + quiet / SECOND
                  + " s; active: "
                  + machine.open()
                  + ", in hand: "
                  + machine.inHand()
                  + ", executors alive: "
                  + machinery.living().size());
    }
  }

  private void stop() {
    if (!stopping) {
      stopping = true;
      climate.end();
      driver.post(new Event.Stopping(FinalStatus.SUCCEEDED, "the session was closed"));
      wake();
    }
  }

  private void nothingLeft() {
    Census census = scheduler.census();
    tally.holds(
        Invariant.NOTHING_LEFT,
        census.equals(new Census(0, 0, 0, 0, 0, 0, 0, 0)),
        () -> "the scheduler holds " + census);
    for (SimulatedExecutor executor : machinery.living()) {
      if (!machine.attached(executor.spec().id())) {
        continue;
      }
      tally.holds(
          Invariant.NOTHING_LEFT,
          executor.shuffles().isEmpty()
              && executor.kept().isEmpty()
              && executor.inHand().isEmpty()
              && executor.programs() <= KNOWN_PROGRAMS,
          () ->
              executor.spec().id()
                  + " holds output of "
                  + executor.shuffles()
                  + ", kept "
                  + executor.kept()
                  + ", attempts "
                  + executor.inHand()
                  + ", "
                  + executor.programs()
                  + " programs");
    }
  }

  private void nothingOutlives() {
    tally.holds(
        Invariant.NOTHING_OUTLIVES,
        driver.backendStopped().isDone(),
        () -> "the backend has not stopped");
    tally.holds(
        Invariant.NOTHING_OUTLIVES,
        machinery.living().isEmpty() && machinery.backend().executors() == 0,
        () -> machinery.living().stream().map(e -> e.spec().id()).toList() + " live");
    tally.holds(
        Invariant.NOTHING_OUTLIVES, machine.open().isEmpty(), () -> machine.open() + " are active");
    tally.holds(
        Invariant.NOTHING_OUTLIVES,
        machinery.network().channels().isEmpty(),
        () -> machinery.network().channels().size() + " channels are open");
  }
}
