package dev.firesteel.backend.local;

import dev.firesteel.api.backend.BackendContext;
import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.ExecutorProgram;
import dev.firesteel.api.backend.InProcessExecutors;
import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.LossReason;
import dev.firesteel.api.backend.ReleaseMode;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Executors on threads of this JVM. */
final class InProcessRunner implements ExecutorRunner {
  private final InProcessExecutors executors;
  private final ScheduledExecutorService timer;
  private final Duration grace;

  private InProcessRunner(BackendContext context) {
    executors = context.inProcess();
    timer = context.timer();
    grace = context.config().get(LocalKeys.RELEASE_GRACE);
  }

  /** A runner with the settings of an application. */
  static InProcessRunner of(BackendContext context) {
    return new InProcessRunner(context);
  }

  @Override
  public void open() {
    // Nothing to make ready.
  }

  @Override
  public Running start(ExecutorLaunch launch, Watch watch) {
    InProcessExecutors.Running running;
    try {
      running = executors.start(launch);
    } catch (RuntimeException e) {
      watch.ended(
          LossReason.of(
              LossCause.LAUNCH_FAILED,
              "Cannot start executor " + launch.executor() + " in this JVM: " + e));
      return mode -> {};
    }
    watch.launched();
    running.ended().thenAccept(code -> watch.ended(ended(launch, code)));
    return mode -> end(running, mode);
  }

  private void end(InProcessExecutors.Running running, ReleaseMode mode) {
    running.end(mode);
    if (mode == ReleaseMode.GRACEFUL && !running.ended().toCompletableFuture().isDone()) {
      long nanos = TimeUnit.NANOSECONDS.convert(grace);
      Future<?> force =
          timer.schedule(() -> running.end(ReleaseMode.NOW), nanos, TimeUnit.NANOSECONDS);
      running.ended().thenAccept(code -> force.cancel(false));
    }
  }

  private static LossReason ended(ExecutorLaunch launch, int code) {
    String how = "Executor " + launch.executor() + " in this JVM ended ";
    return code == ExecutorProgram.OUT_OF_MEMORY
        ? new LossReason(
            LossCause.MEMORY_EXCEEDED,
            OptionalInt.of(code),
            how + "because the heap is full (raise the driver's memory, or use more partitions)",
            "")
        : new LossReason(LossCause.EXITED, OptionalInt.of(code), how + "with code " + code, "");
  }

  @Override
  public void close() {
    // All executors have ended and nothing else was made.
  }
}
