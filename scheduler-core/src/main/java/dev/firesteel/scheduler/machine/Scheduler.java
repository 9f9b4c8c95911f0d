package dev.firesteel.scheduler.machine;

import dev.firesteel.api.backend.BackendFailure;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.scheduler.demand.Demand;
import dev.firesteel.scheduler.executors.Executor;
import dev.firesteel.scheduler.executors.RunningAttempt;
import dev.firesteel.scheduler.health.LossStreak;
import dev.firesteel.scheduler.plan.JobPlan;
import dev.firesteel.scheduler.plan.StagePlan;
import dev.firesteel.scheduler.state.State;
import java.util.List;
import java.util.function.Consumer;

/**
 * The scheduler: events in, actions out. It is deterministic: it has no clock (time comes with each
 * event), no thread, no I/O and no randomness, so the same events give the same actions. Not safe
 * for several threads; one loop owns it.
 *
 * <p>What an event means depends on the states of the things it names. Each has a table of legal
 * transitions; any other transition throws and names both states:
 *
 * <ul>
 *   <li>the application: {@link SessionState};
 *   <li>jobs: {@link dev.firesteel.scheduler.dag.JobState};
 *   <li>stages: {@link dev.firesteel.scheduler.dag.StageState};
 *   <li>tasks: {@link dev.firesteel.scheduler.placement.TaskState};
 *   <li>executors: {@link dev.firesteel.scheduler.executors.ExecutorState};
 *   <li>offers have none: each is answered, by a launch or a refusal, in the event that brings it.
 * </ul>
 *
 * <pre>
 *   event                         | first of all goes to
 *   ------------------------------+------------------------------------------------
 *   JobSubmitted, ..Cancelled     | JobFlow, which moves stages by StageFlow
 *   TasksEnded, TasksReturned,    | ReportFlow, which asks FailureFlow what follows
 *                               |   when a task failed
 *   BlocksDropped, BlocksCopied,  | KeptFlow
 *     DatasetForgotten            |
 *   Connected, Offered, Registered | Arrivals, which obtains executors
 *   Lost, Leaving, ChannelClosed  | Losses, which gives executors up
 *   TimerFired                    | whoever set the timer
 *   every event, at its end       | Dispatcher, which places pending tasks; Speculation,
 *                                 |   which copies slow ones; CopyFlow, which orders
 *                                 |   copies of blocks; HintFlow, which tells where
 *                                 |   missing executors would be best
 * </pre>
 */
public final class Scheduler {
  private final World world;
  private final Dispatcher dispatcher;
  private final Speculation speculation;
  private final HealthFlow health;
  private final Relief relief;
  private final Replacements replacements;
  private final JobFlow jobs;
  private final ReportFlow reports;
  private final KeptFlow kept;
  private final CopyFlow copies;
  private final Arrivals arrivals;
  private final Losses losses;
  private final Liveness liveness;
  private final Draining draining;
  private final ElasticFlow elastic;
  private final Why why;
  private final Watch watch;
  private final StatusReport report;
  private final Demand demand;
  private final HintFlow hints;
  private SessionState session = SessionState.STARTING;
  private BackendFailure failure = new BackendFailure(ErrorCategory.CLUSTER, "");

  /** A scheduler at its beginning: nothing is known of the cluster. */
  public Scheduler(SchedulerSettings settings) {
    world = new World(settings);
    dispatcher = new Dispatcher(world);
    StageFlow stages = new StageFlow(world, dispatcher);
    copies = new CopyFlow(world);
    speculation = new Speculation(world, stages);
    jobs = new JobFlow(world, stages, copies);
    demand = new Demand(settings.targets(), new InputHosts(world), settings.waits().locality());
    hints = new HintFlow(world, demand);
    health = new HealthFlow(world, dispatcher, copies, demand);
    relief = new Relief(world, health);
    FailureFlow failures = new FailureFlow(world, stages, jobs, health);
    LossStreak streak = new LossStreak(settings.limits().executorLosses());
    kept = new KeptFlow(world, stages, copies);
    reports =
        new ReportFlow(
            world, stages, jobs, failures, dispatcher, streak, kept, copies, speculation, health);
    losses = new Losses(world, stages, jobs, failures, copies, demand, streak, health);
    replacements = new Replacements(world, copies, losses);
    liveness = new Liveness(world, losses);
    draining = new Draining(world, dispatcher, copies, losses, demand);
    elastic = new ElasticFlow(world, demand, copies, draining);
    arrivals = new Arrivals(world, dispatcher, copies, demand, streak, losses, liveness);
    why = new Why(world, demand);
    watch = new Watch(world, why, demand);
    report = new StatusReport(world, why, demand);
  }

  /**
   * Takes an event.
   *
   * @param nowNanos the time of the event, from any origin; never less than that of the event
   *     before
   * @return what is to be done, in this order; a list of the caller's own
   */
  public List<Action> on(long nowNanos, Event event) {
    world.now = nowNanos;
    if (session == SessionState.STOPPED) {
      afterStop(event);
    } else {
      if (event instanceof Event.FromDriver fromDriver) {
        onDriver(fromDriver);
      } else if (event instanceof Event.FromBackend fromBackend) {
        onBackend(fromBackend);
      } else if (event instanceof Event.FromExecutor fromExecutor) {
        onExecutor(fromExecutor);
      }
      if (session != SessionState.STOPPED) {
        settle();
      }
    }
    return world.out.take();
  }

  /** What it holds at present, counted. */
  public Census census() {
    return new Census(
        world.jobs.size(),
        world.stages.size(),
        world.executors.attemptsInHand(),
        world.programs.inUse(),
        world.shuffles.all().size(),
        world.kept.datasets(),
        copies.size(),
        gone());
  }

  private int gone() {
    return (int) copies.known().stream().filter(e -> world.executors.find(e.id()) != e).count();
  }

  /** The attempts in an executor's hand, oldest first; none if it is unknown. */
  public List<TaskId> inHand(ExecutorId id) {
    Executor executor = world.executors.find(id);
    return executor == null
        ? List.of()
        : executor.hand().all().stream().map(RunningAttempt::task).toList();
  }

  /** At the end of an event: what follows from all that it changed. */
  private void settle() {
    do {
      draining.release();
      replacements.run();
      relief.run();
      dispatcher.run();
      speculation.run();
      copies.flush();
    } while (copies.anyQuiet());
    hints.run();
  }

  private void onDriver(Event.FromDriver event) {
    if (event instanceof Event.JobSubmitted submitted) {
      submit(submitted.plan());
    } else if (event instanceof Event.JobCancelled cancelled) {
      jobs.cancel(cancelled.job(), cancelled.why());
    } else if (event instanceof Event.GroupCancelled cancelled) {
      jobs.cancelGroup(cancelled.group(), cancelled.why());
    } else if (event instanceof Event.TagCancelled cancelled) {
      jobs.cancelTag(cancelled.tag(), cancelled.why());
    } else if (event instanceof Event.StatusWanted wanted) {
      tellStatus(wanted);
    } else if (event instanceof Event.DatasetForgotten forgotten) {
      kept.forget(forgotten.dataset());
      elastic.forgotten();
    } else if (event instanceof Event.ShuffleForgotten forgotten) {
      jobs.forget(forgotten.shuffle());
      elastic.forgotten();
    } else if (event instanceof Event.DecommissionWanted wanted) {
      with(
          wanted.executor(),
          e -> draining.begin(e, new Drain(Drain.Cause.WANTED, wanted.why()), wanted.within()));
    } else if (event instanceof Event.Stopping stopping) {
      stop(stopping);
    } else if (event instanceof Event.TimerFired fired) {
      onTimer(fired.timer());
    }
  }

  private void submit(JobPlan plan) {
    if (session == SessionState.FAILED) {
      world.out.add(new Action.JobFailed(plan.job(), failure.category(), failure.message()));
      return;
    }
    for (StagePlan stage : plan.stages()) {
      if (!demand.knows(stage.profile())) {
        world.out.add(
            new Action.JobFailed(
                plan.job(), ErrorCategory.CONFIGURATION, Messages.unknownProfile(stage)));
        return;
      }
    }
    jobs.submit(plan);
    arrivals.wanted();
    elastic.wanted();
    watch.arm();
  }

  private void stop(Event.Stopping stopping) {
    session = State.move("the session", session, SessionState.STOPPED);
    jobs.failAll(
        world.jobs.values(),
        ErrorCategory.CANCELLED,
        "Cannot finish: the session ends: " + stopping.why());
    world.out.tell(new Notice.SessionRan(world.locality.status()));
    losses.stop(stopping.why());
    world.out.add(new Action.StopBackend(stopping.status(), stopping.why()));
  }

  private void onTimer(Timer timer) {
    if (timer instanceof Timer.Regular regular) {
      onRegular(regular);
    } else if (timer instanceof Timer.OfExecutor due) {
      with(
          due.executor(),
          switch (due.duty()) {
            case REGISTRATION -> arrivals::overdue;
            case CANCEL_GRACE -> liveness::replaceIfStuck;
            case DRAINED -> draining::due;
          });
    } else if (timer instanceof Timer.Locality locality) {
      dispatcher.localityDue(locality.stage());
    }
  }

  private void onRegular(Timer.Regular timer) {
    switch (timer) {
      case ELASTIC -> elastic.due();
      case SILENCE -> liveness.lookForSilent();
      case RECALL -> dispatcher.recallDue();
      case SPECULATION -> speculation.due();
      case EXCLUSIONS -> health.due();
      case DEADLINE -> jobs.timeOut();
      case STUCK -> watch.due(session);
      case RELIEF, HINTS -> {} // each event's end looks
    }
  }

  private void onBackend(Event.FromBackend event) {
    if (session == SessionState.FAILED && !(event instanceof Event.Lost)) {
      return; // rule L6: a backend that failed has nothing more to say
    }
    if (event instanceof Event.Connected connected) {
      if (session != SessionState.CONNECTED) {
        session = State.move("the session", session, SessionState.CONNECTED);
      }
      arrivals.connected(connected.survivors());
    } else if (event instanceof Event.Offered offered) {
      arrivals.offered(offered.offers());
    } else if (event instanceof Event.Launched launched) {
      with(launched.executor(), e -> world.executors.started(e, launched.at()));
    } else if (event instanceof Event.Preempting preempting) {
      with(
          preempting.executor(),
          e ->
              draining.begin(
                  e,
                  new Drain(Drain.Cause.PREEMPTED, "the cluster takes it away"),
                  preempting.notice()));
    } else if (event instanceof Event.Lost lost) {
      with(lost.executor(), e -> losses.lost(e, lost.reason()));
    } else if (event instanceof Event.Pending pending) {
      why.pending(pending.profile(), pending.why());
      watch.arm();
    } else if (event instanceof Event.Disconnected) {
      if (session == SessionState.CONNECTED) {
        session = State.move("the session", session, SessionState.DISCONNECTED);
      }
    } else if (event instanceof Event.Failed failed) {
      fail(failed.failure());
    }
  }

  private void fail(BackendFailure reason) {
    if (session != SessionState.FAILED) {
      session = State.move("the session", session, SessionState.FAILED);
      failure = reason;
      jobs.failAll(world.jobs.values(), reason.category(), reason.message());
    }
  }

  private void onExecutor(Event.FromExecutor event) {
    if (event instanceof Event.Registered registered) {
      arrivals.registered(registered);
      with(registered.executor(), health::registered);
      with(registered.executor(), elastic::joined);
      return;
    }
    with(
        event.executor(),
        executor -> {
          if (executor.attached()) {
            executor.heard(world.now);
            onAttached(executor, event);
            draining.look(executor);
          } else {
            late(executor, event);
          }
        });
  }

  private void onAttached(Executor executor, Event.FromExecutor event) {
    if (event instanceof Event.TasksEnded ended) {
      reports.ended(executor, ended.reports());
    } else if (event instanceof Event.TasksReturned returned) {
      reports.returned(executor, returned.tasks());
    } else if (event instanceof Event.BlocksDropped dropped) {
      kept.dropped(executor, dropped.blocks());
    } else if (event instanceof Event.BlocksCopied copied) {
      kept.copied(executor, copied.reports());
    } else if (event instanceof Event.ChannelClosed closed) {
      losses.severed(executor, closed.why());
    } else if (event instanceof Event.Leaving leaving) {
      losses.severed(executor, leaving.why());
    }
  }

  /** Of an executor that is not attached only its last words matter. */
  private static void late(Executor executor, Event.FromExecutor event) {
    if (event instanceof Event.Leaving leaving) {
      executor.leaves(leaving.why());
    }
  }

  private void with(ExecutorId id, Consumer<Executor> step) {
    Executor executor = world.executors.find(id);
    if (executor != null) {
      step.accept(executor);
    }
  }

  private void tellStatus(Event.StatusWanted wanted) {
    world.out.add(new Action.TellStatus(wanted.request(), report.status(session)));
  }

  private void afterStop(Event event) {
    if (event instanceof Event.JobSubmitted submitted) {
      world.out.add(
          new Action.JobFailed(
              submitted.plan().job(),
              ErrorCategory.CANCELLED,
              "Cannot run " + submitted.plan().job() + ": the session has ended"));
    } else if (event instanceof Event.StatusWanted wanted) {
      tellStatus(wanted);
    } else if (event instanceof Event.Registered registered) {
      world.out.add(new Action.CloseChannel(registered.executor()));
    }
  }
}
