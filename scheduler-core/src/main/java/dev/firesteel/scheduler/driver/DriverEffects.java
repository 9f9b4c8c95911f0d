package dev.firesteel.scheduler.driver;

import dev.firesteel.api.backend.ClusterBackend;
import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.protocol.message.TaskMetrics;
import dev.firesteel.protocol.message.TaskOrder;
import dev.firesteel.protocol.message.TaskReport;
import dev.firesteel.scheduler.loop.Effects;
import dev.firesteel.scheduler.machine.Action;
import dev.firesteel.scheduler.machine.Event;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/** Carries out what the machine wants done. Loop's thread only. */
final class DriverEffects implements Effects {
  private final Outbox outbox;
  private final ExecutorPort port;
  private final ClusterBackend backend;
  private final Function<Action.NewExecutor, ExecutorLaunch> launches;
  private final DriverSide side;
  private final Consumer<Event> loop;
  private final CompletableFuture<Void> backendStopped = new CompletableFuture<>();
  private boolean stopping;

  DriverEffects(
      ExecutorPort port,
      ClusterBackend backend,
      Function<Action.NewExecutor, ExecutorLaunch> launches,
      DriverSide side,
      Consumer<Event> loop) {
    this.outbox = new Outbox(new BatchSender(port, this::notSent));
    this.port = port;
    this.backend = backend;
    this.launches = launches;
    this.side = side;
    this.loop = loop;
  }

  /** Completes when the backend has stopped, however. */
  CompletableFuture<Void> backendStopped() {
    return backendStopped;
  }

  @Override
  public void apply(Action action) {
    if (action instanceof Action.RunTasks tasks) {
      run(tasks);
    } else if (action instanceof Action.ToDriverSide answer) {
      side.apply(answer);
    } else if (action instanceof Action.Send send) {
      outbox.add(send.executor(), send.message());
    } else if (action instanceof Action.Tell tell) {
      side.tell(tell.notice());
    } else if (action instanceof Action.SendProgram send) {
      outbox.add(send.executor(), side.program(send.program()));
    } else if (action instanceof Action.CloseChannel close) {
      outbox.flush(close.executor());
      port.close(close.executor());
    } else if (action instanceof Action.ToBackend call) {
      call(call);
    } else if (action instanceof Action.SetTimer) {
      throw new IllegalArgumentException("Timers belong to the loop");
    }
  }

  private void call(Action.ToBackend action) {
    if (action instanceof Action.Declare declare) {
      backend.declare(declare.demand());
    } else if (action instanceof Action.Launch launch) {
      backend.launch(launch.offer(), launch.executors().stream().map(launches).toList());
    } else if (action instanceof Action.Decline decline) {
      backend.decline(decline.offer(), decline.refuseFor());
    } else if (action instanceof Action.Release release) {
      outbox.flush(release.executor()); // what it was told before
      backend.release(release.executor(), release.mode(), release.why());
    } else if (action instanceof Action.StopBackend stop) {
      outbox.flush();
      stopBackend(stop.status(), stop.why());
    }
  }

  private void stopBackend(FinalStatus status, String why) {
    if (!stopping) {
      stopping = true;
      backend.stop(status, why).whenComplete((done, failure) -> backendStopped.complete(null));
    }
  }

  private void run(Action.RunTasks tasks) {
    List<TaskOrder> orders = new ArrayList<>(tasks.attempts().size());
    for (Action.Attempt attempt : tasks.attempts()) {
      try {
        byte[] input = side.input(tasks.stage(), attempt.partition());
        orders.add(new TaskOrder(attempt.task(), attempt.partition(), attempt.attempt(), input));
      } catch (RuntimeException | Error e) {
        notSent(tasks.executor(), attempt.task(), e);
      }
    }
    if (!orders.isEmpty()) {
      outbox.addTasks(tasks.executor(), tasks.stage(), tasks.program(), orders);
    }
  }

  /** The machine hears of it as if the executor had failed on it: one way for all failures. */
  private void notSent(ExecutorId executor, TaskId task, Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    TaskReport report =
        new TaskReport(
            task,
            0,
            new TaskReport.Outcome.Failed(
                category(failure), "it could not be sent: " + failure, trace.toString()),
            List.of(),
            List.of(),
            TaskMetrics.NONE);
    loop.accept(new Event.TasksEnded(executor, List.of(report)));
  }

  private static ErrorCategory category(Throwable failure) {
    if (failure instanceof FiresteelException known) {
      return known.category();
    }
    return failure instanceof IllegalStateException ? ErrorCategory.INTERNAL : ErrorCategory.USER;
  }

  @Override
  public void flush() {
    outbox.flush();
  }

  @Override
  public void broken(String what, Throwable cause) {
    side.broken(what, cause);
    try {
      stopBackend(FinalStatus.FAILED, what);
    } catch (RuntimeException | Error e) {
      backendStopped.complete(null); // the failure before it is the one to tell
    }
  }
}
