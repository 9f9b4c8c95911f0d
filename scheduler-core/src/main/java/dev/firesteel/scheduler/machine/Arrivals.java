package dev.firesteel.scheduler.machine;

import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.LossReason;
import dev.firesteel.api.backend.Offer;
import dev.firesteel.api.backend.RecoveredExecutor;
import dev.firesteel.api.backend.ReleaseMode;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.resource.ResourceProfile;
import dev.firesteel.scheduler.demand.Demand;
import dev.firesteel.scheduler.executors.Executor;
import dev.firesteel.scheduler.executors.ExecutorState;
import dev.firesteel.scheduler.health.LossStreak;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * Obtains executors: answers offers, expects those that are launched, and takes those that
 * register.
 */
final class Arrivals {
  private final World world;
  private final Dispatcher dispatcher;
  private final CopyFlow copies;
  private final Demand demand;
  private final LossStreak streak;
  private final Losses losses;
  private final Liveness liveness;

  Arrivals(
      World world,
      Dispatcher dispatcher,
      CopyFlow copies,
      Demand demand,
      LossStreak streak,
      Losses losses,
      Liveness liveness) {
    this.world = world;
    this.dispatcher = dispatcher;
    this.copies = copies;
    this.demand = demand;
    this.streak = streak;
    this.losses = losses;
    this.liveness = liveness;
  }

  void connected(Collection<RecoveredExecutor> survivors) {
    for (RecoveredExecutor survivor :
        survivors.stream().sorted((a, b) -> a.executor().compareTo(b.executor())).toList()) {
      if (world.executors.find(survivor.executor()) != null) {
        continue;
      }
      if (demand.knows(survivor.profile())) {
        expect(world.executors.adopt(survivor.executor(), survivor.profile(), survivor.at()));
      } else {
        world.out.add(
            new Action.Release(
                survivor.executor(), ReleaseMode.NOW, "its profile is not wanted any more"));
      }
    }
    world.out.add(new Action.Declare(demand.next()));
  }

  private void expect(Executor executor) {
    demand.added(executor.profile());
    world.out.timer(
        new Timer.OfExecutor(Timer.Duty.REGISTRATION, executor.id()),
        world.now + world.settings.waits().registration().toNanos());
  }

  void offered(List<Offer> offers) {
    List<List<ResourceProfile>> launches = demand.divide(offers);
    for (int i = 0; i < offers.size(); i++) {
      Offer offer = offers.get(i);
      if (launches.get(i).isEmpty()) {
        world.out.add(new Action.Decline(offer.id(), world.settings.waits().refuse()));
        continue;
      }
      List<Action.NewExecutor> executors = new ArrayList<>();
      for (ResourceProfile profile : launches.get(i)) {
        Executor executor = world.executors.ask(profile.id(), offer.at());
        executors.add(new Action.NewExecutor(executor.id(), profile, offer.at()));
      }
      world.out.add(new Action.Launch(offer.id(), executors));
      executors.forEach(e -> expect(known(e.executor())));
    }
  }

  private Executor known(ExecutorId id) {
    return Objects.requireNonNull(world.executors.find(id));
  }

  void registered(Event.Registered event) {
    Executor executor = world.executors.find(event.executor());
    if (executor == null || !executor.expected()) {
      world.out.add(new Action.CloseChannel(event.executor()));
      if (executor != null && executor.attached()) {
        losses.end(executor, LossReason.of(LossCause.EXITED, "it registered twice"));
      }
      return;
    }
    if (event.slots() < 1) {
      losses.end(
          executor, LossReason.of(LossCause.NEVER_REGISTERED, "it registered without slots"));
      return;
    }
    world.executors.registered(executor, event.blocks(), event.slots(), world.now);
    world.out.tell(new Notice.ExecutorJoined(executor.id(), event.host(), event.slots()));
    world.progressAt = world.now;
    dispatcher.freed(executor);
    copies.joined(executor);
    liveness.listen();
  }

  /** A launched executor should have registered, or the backend told what became of it. */
  void overdue(Executor executor) {
    if (executor.expected()) {
      losses.end(
          executor,
          LossReason.of(
              LossCause.NEVER_REGISTERED,
              Messages.neverRegistered(world.settings.waits().registration())));
    } else if (executor.state() == ExecutorState.SEVERED) {
      losses.end(executor, LossReason.of(LossCause.SILENT, "its channel is gone"));
    }
  }

  /** A job is there: if executors were given up before, they get another chance. */
  void wanted() {
    if (demand.resume()) {
      streak.reset();
      world.out.add(new Action.Declare(demand.next()));
    }
  }
}
