package dev.firesteel.backend.mesos.task;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.topology.Placement;
import java.time.Duration;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** What follows from what happens to tasks; in order. */
public interface TaskEffects {
  /** Makes a call, the framework's id of which is not set. */
  void call(Call call);

  /** Tells the core that an executor was started. */
  void launched(ExecutorId executor, Placement at);

  /** Tells the core that the cluster will take an executor away. */
  void preempting(ExecutorId executor, Duration notice);

  /** An executor is gone: tells the core, then acknowledges. */
  void gone(Departure departure);

  /** Acknowledges an update after the core has taken all that was told so far. */
  void acknowledge(TaskStatus update);

  /** Mesos tells that an executor is still there, or about to be. */
  void alive(ExecutorId executor);

  /** Mesos has taken the launch on an offer. */
  void taken(OfferId offer);

  /** Mesos has not taken the launch on an offer: it was gone. */
  void tooLate(OfferId offer);
}
