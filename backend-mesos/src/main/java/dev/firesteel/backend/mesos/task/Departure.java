package dev.firesteel.backend.mesos.task;

import dev.firesteel.api.backend.LossReason;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.backend.mesos.offer.Taken;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskStatus;

/**
 * An executor that is gone.
 *
 * @param executor the executor
 * @param task its task
 * @param taken where it was
 * @param log whether the end of its log may say more
 * @param verdict the reason, from the end of the log as its diagnostics
 * @param last the update to acknowledge, if there is one
 */
public record Departure(
    ExecutorId executor,
    TaskID task,
    Taken taken,
    Log log,
    Verdict verdict,
    Optional<TaskStatus> last) {
  /** Whether the log may say more. */
  public enum Log {
    /** It may. */
    TELLING,
    /** There is none, or it does not matter. */
    SILENT
  }

  /** Says why it is gone. */
  @FunctionalInterface
  public interface Verdict {
    /**
     * The reason.
     *
     * @param log the end of the log, or the empty text
     */
    LossReason reason(String log);

    /** The same for whoever changes reasons. */
    default Verdict then(UnaryOperator<LossReason> change) {
      return log -> change.apply(reason(log));
    }
  }
}
