package dev.firesteel.scheduler.machine;

import dev.firesteel.scheduler.executors.Executor;
import dev.firesteel.scheduler.executors.RunningAttempt;
import java.util.List;

/**
 * Gives cancelled tasks time to end. One that does not end would keep its slot for ever, so its
 * executor is replaced after that.
 */
final class CancelGraces {
  private final World world;

  CancelGraces(World world) {
    this.world = world;
  }

  /** Sees that somebody looks when the first cancelled task in the executor's hand is overdue. */
  void watch(Executor executor) {
    executor.hand().all().stream()
        .filter(RunningAttempt::cancelled)
        .mapToLong(RunningAttempt::cancelledAt)
        .min()
        .ifPresent(
            first ->
                world.out.timer(
                    new Timer.OfExecutor(Timer.Duty.CANCEL_GRACE, executor.id()),
                    first + graceNanos()));
  }

  /** The tasks of an executor that were cancelled and should have ended by now, oldest first. */
  List<RunningAttempt> overdue(Executor executor) {
    return executor.hand().all().stream()
        .filter(a -> a.cancelled() && world.now - a.cancelledAt() >= graceNanos())
        .toList();
  }

  private long graceNanos() {
    return world.settings.waits().cancelled().toNanos();
  }
}
