package dev.firesteel.scheduler.machine;

import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.LossReason;
import dev.firesteel.api.backend.Offer;
import dev.firesteel.api.backend.RecoveredExecutor;
import dev.firesteel.api.backend.ReleaseMode;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.api.resource.ResourceProfile;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.scheduler.dag.ShuffleOutputs;
import dev.firesteel.scheduler.dag.Stage;
import dev.firesteel.scheduler.demand.Demand;
import dev.firesteel.scheduler.executors.Executor;
import dev.firesteel.scheduler.executors.ExecutorState;
import dev.firesteel.scheduler.executors.RunningAttempt;
import dev.firesteel.scheduler.health.LossStreak;
import dev.firesteel.scheduler.placement.TaskSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** Obtains executors, moves them along the table of {@link ExecutorState}, and loses them. */
final class FleetFlow {
  private final World world;
  private final StageFlow stages;
  private final JobFlow jobs;
  private final FailureFlow failures;
  private final Dispatcher dispatcher;
  private final Demand demand;
  private final LossStreak streak;
  private final CancelGraces graces;
  private boolean listening;

  FleetFlow(
      World world,
      StageFlow stages,
      JobFlow jobs,
      FailureFlow failures,
      Dispatcher dispatcher,
      Demand demand,
      LossStreak streak) {
    this.world = world;
    this.stages = stages;
    this.jobs = jobs;
    this.failures = failures;
    this.dispatcher = dispatcher;
    this.demand = demand;
    this.streak = streak;
    this.graces = new CancelGraces(world);
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
        new Timer.Registration(executor.id()),
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
        executors.add(new Action.NewExecutor(executor.id(), profile));
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
        end(executor, LossReason.of(LossCause.EXITED, "it registered twice"));
      }
      return;
    }
    if (event.slots() < 1) {
      end(executor, LossReason.of(LossCause.NEVER_REGISTERED, "it registered without slots"));
      return;
    }
    world.executors.registered(executor, event.blocks(), event.slots(), world.now);
    world.out.tell(new Notice.ExecutorJoined(executor.id(), event.host(), event.slots()));
    world.progressAt = world.now;
    dispatcher.freed(executor);
    listen();
  }

  /** The channel of an executor is gone, or it leaves: the backend's word is awaited. */
  void severed(Executor executor, String why) {
    executor.leaves(why);
    if (executor.attached()) {
      world.executors.move(executor, ExecutorState.SEVERED);
      world.out.timer(
          new Timer.Registration(executor.id()),
          world.now + world.settings.waits().severed().toNanos());
    }
  }

  void preempting(Executor executor) {
    if (executor.ready()) {
      world.executors.move(executor, ExecutorState.DRAINING);
    }
  }

  /** A launched executor should have registered, or the backend told what became of it. */
  void overdue(Executor executor) {
    if (executor.expected()) {
      end(
          executor,
          LossReason.of(
              LossCause.NEVER_REGISTERED,
              Messages.neverRegistered(world.settings.waits().registration())));
    } else if (executor.state() == ExecutorState.SEVERED) {
      end(executor, LossReason.of(LossCause.SILENT, "its channel is gone"));
    }
  }

  /** Cancelled tasks should have ended: if some have not, another executor takes their place. */
  void replaceIfStuck(Executor executor) {
    if (!executor.attached()) {
      return;
    }
    List<RunningAttempt> stuck = graces.overdue(executor);
    if (stuck.isEmpty()) {
      graces.watch(executor);
      return;
    }
    List<TaskId> tasks = stuck.stream().map(RunningAttempt::task).toList();
    world.out.tell(new Notice.TasksStuck(executor.id(), tasks));
    end(
        executor,
        LossReason.of(
            LossCause.RELEASED, Messages.stuck(tasks, world.settings.waits().cancelled())));
  }

  /** Looks for silent executors, and looks again later while there are any. */
  void lookForSilent() {
    listening = false;
    long limit = world.settings.waits().silence().toNanos();
    for (Executor executor : List.copyOf(world.executors.all())) {
      if (executor.attached() && world.now - executor.heardAt() >= limit) {
        end(
            executor,
            LossReason.of(LossCause.SILENT, Messages.silent(world.settings.waits().silence())));
      }
    }
    if (world.executors.all().stream().anyMatch(Executor::attached)) {
      listen();
    }
  }

  private void listen() {
    if (!listening) {
      listening = true;
      world.out.timer(
          new Timer.Silence(), world.now + world.settings.waits().silence().toNanos() / 4);
    }
  }

  /** Gives an executor up without waiting for the backend. */
  private void end(Executor executor, LossReason reason) {
    boolean channel = !executor.expected();
    world.executors.move(executor, ExecutorState.ENDING);
    world.out.add(new Action.Release(executor.id(), ReleaseMode.NOW, reason.diagnostics()));
    if (channel) {
      world.out.add(new Action.CloseChannel(executor.id()));
    }
    demand.removed(executor.profile());
    forget(executor, reason);
  }

  /** The backend says that an executor is gone. */
  void lost(Executor executor, LossReason reason) {
    boolean known = executor.state() == ExecutorState.ENDING;
    world.executors.move(executor, ExecutorState.GONE);
    if (!known) {
      demand.removed(executor.profile());
      forget(executor, reason);
    }
  }

  private void forget(Executor executor, LossReason bare) {
    LossReason reason = bare;
    if (!executor.farewell().isEmpty()) {
      String all = bare.diagnostics() + " (its last word: " + executor.farewell() + ")";
      reason = new LossReason(bare.cause(), bare.exitCode(), all, bare.logAddress());
    }
    world.out.tell(new Notice.ExecutorGone(executor.id(), reason));
    world.kept.lost(executor);
    for (ShuffleOutputs outputs : List.copyOf(world.shuffles.all())) {
      int[] maps = outputs.lost(executor, world.now);
      outputs.touched().remove(executor);
      if (maps.length > 0) {
        stages.outputsLost(outputs, maps);
      }
    }
    loseAttempts(executor, reason);
    stages.holdBlocked();
    if (streak.lost(reason)) {
      giveUp(executor, reason);
    }
  }

  private void loseAttempts(Executor executor, LossReason reason) {
    boolean fault = reason.cause().fault() == LossCause.Fault.APPLICATION;
    int position = 0;
    for (RunningAttempt attempt : world.executors.takeAll(executor)) {
      boolean ran = position++ < executor.slots();
      Stage stage = world.stages.get(attempt.stage());
      TaskSet set = stage == null ? null : stage.tasks();
      if (attempt.cancelled() || stage == null || set == null) {
        continue;
      }
      if (fault && ran) {
        failures.failed(
            stage,
            set,
            attempt,
            reason.cause() == LossCause.MEMORY_EXCEEDED
                ? ErrorCategory.RESOURCES
                : ErrorCategory.TRANSIENT,
            Messages.lostWhileRunning(executor, reason));
      } else {
        set.again(attempt.index());
        stages.pended(stage, set);
      }
    }
  }

  private void giveUp(Executor executor, LossReason reason) {
    if (demand.suspend()) {
      world.out.add(new Action.Declare(demand.next()));
    }
    jobs.failAll(
        world.jobs.values(),
        ErrorCategory.RESOURCES,
        Messages.lostTooMany(streak.length(), executor, reason));
  }

  /** A job is there: if executors were given up before, they get another chance. */
  void wanted() {
    if (demand.resume()) {
      streak.reset();
      world.out.add(new Action.Declare(demand.next()));
    }
  }

  /** The session ends. */
  void stop(String why) {
    for (Executor executor : world.executors.all()) {
      if (executor.attached()) {
        world.out.send(executor.id(), new ToExecutor.Stop(why));
      }
    }
  }
}
