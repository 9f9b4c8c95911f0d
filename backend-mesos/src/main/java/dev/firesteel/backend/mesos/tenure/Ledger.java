package dev.firesteel.backend.mesos.tenure;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.backend.mesos.offer.Taken;
import org.apache.mesos.v1.Protos.TaskID;

/** Is told of launches before Mesos is. Safe for any thread. */
public interface Ledger {
  /** Remembers nothing. */
  Ledger NONE =
      new Ledger() {
        @Override
        public void launching(ExecutorId executor, TaskID task, Taken taken) {}

        @Override
        public boolean sound() {
          return true;
        }
      };

  /**
   * An executor is about to be launched there; Mesos is told when this returns. May wait for the
   * disk.
   *
   * @throws dev.firesteel.api.error.FiresteelException if it is not to be launched
   */
  void launching(ExecutorId executor, TaskID task, Taken taken);

  /**
   * Whether all that was told so far is remembered. If not, no update is acknowledged any more, so
   * that Mesos repeats it to whoever goes on.
   */
  boolean sound();
}
