package dev.firesteel.backend.local;

import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.InProcessExecutors;
import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.LossReason;
import java.util.OptionalInt;

/** Executors on threads of this JVM. */
final class InProcessRunner implements ExecutorRunner {
  private final InProcessExecutors executors;

  InProcessRunner(InProcessExecutors executors) {
    this.executors = executors;
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
    return running::end;
  }

  private static LossReason ended(ExecutorLaunch launch, int code) {
    return new LossReason(
        LossCause.EXITED,
        OptionalInt.of(code),
        "Executor " + launch.executor() + " in this JVM ended with code " + code,
        "");
  }

  @Override
  public void close() {
    // All executors have ended and nothing else was made.
  }
}
