package dev.firesteel.backend.mesos.dispatcher.run;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.backend.mesos.dispatcher.Driver;

/** Tells whose executors are. Safe for any thread; does not wait. */
@FunctionalInterface
public interface Attempts {
  /**
   * The driver that is launched as this executor.
   *
   * @throws dev.firesteel.api.error.FiresteelException of category INTERNAL if none is (any more)
   */
  Driver of(ExecutorId attempt);
}
