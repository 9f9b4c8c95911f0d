package dev.firesteel.backend.mesos;

import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.backend.mesos.launch.ExecutorTasks;
import dev.firesteel.backend.mesos.offer.Accept;
import dev.firesteel.backend.mesos.tenure.Ledger;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.jspecify.annotations.Nullable;

/** Descriptions of tasks, and the calls with them. */
final class Launching {
  private static final Logger LOG = LogManager.getLogger(Launching.class);
  private static final double NANOS = 1e9;

  private final Ledger ledger;
  private volatile @Nullable ExecutorTasks tasks;

  Launching(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * Tasks, and why others have no description.
   *
   * @param infos by executor
   * @param failures by executor
   */
  record Described(Map<ExecutorId, TaskInfo> infos, Map<ExecutorId, String> failures) {
    TaskInfo task(ExecutorId executor) {
      TaskInfo info = infos.get(executor);
      if (info == null) {
        throw new IllegalStateException("Nobody has described " + executor);
      }
      return info;
    }
  }

  void use(ExecutorTasks opened) {
    tasks = opened;
  }

  /** Describes tasks, and tells the ledger of them; waits. */
  Described describe(Accept accept, Function<ExecutorId, TaskID> ids) {
    Map<ExecutorId, TaskInfo> infos = new LinkedHashMap<>();
    Map<ExecutorId, String> failures = new LinkedHashMap<>();
    for (Accept.Start start : accept.starts()) {
      ExecutorId id = start.launch().executor();
      try {
        TaskInfo info = describe(start, ids.apply(id));
        ledger.launching(id, info.getTaskId(), start.taken());
        infos.put(id, info);
      } catch (FiresteelException e) {
        failures.put(id, String.valueOf(e.getMessage()));
      } catch (RuntimeException | LinkageError e) {
        LOG.debug("Cannot describe {}", id, e);
        failures.put(id, "Cannot launch executor " + id + ": " + e);
      }
    }
    return new Described(infos, failures);
  }

  private TaskInfo describe(Accept.Start start, TaskID id) {
    ExecutorTasks from = tasks;
    if (from == null) {
      throw new IllegalStateException("The session is not open");
    }
    return from.task(start.launch(), id, start.taken().agent(), start.taken().resources());
  }

  /** Launches tasks on offers. */
  static Call call(Accept accept, List<TaskInfo> tasks) {
    return Call.newBuilder()
        .setType(Call.Type.ACCEPT)
        .setAccept(
            Call.Accept.newBuilder()
                .addAllOfferIds(accept.offers())
                .addOperations(
                    Offer.Operation.newBuilder()
                        .setType(Offer.Operation.Type.LAUNCH)
                        .setLaunch(Offer.Operation.Launch.newBuilder().addAllTaskInfos(tasks)))
                .setFilters(filters(accept.leftover())))
        .build();
  }

  static Filters filters(Duration time) {
    return Filters.newBuilder().setRefuseSeconds(time.toNanos() / NANOS).build();
  }

  /** The tasks that an ACCEPT launches. */
  static List<TaskID> tasksOf(Call accept) {
    return accept.getAccept().getOperationsList().stream()
        .flatMap(each -> each.getLaunch().getTaskInfosList().stream())
        .map(TaskInfo::getTaskId)
        .toList();
  }

  /** Says that an update was taken. */
  static Call acknowledgement(TaskStatus update) {
    return Call.newBuilder()
        .setType(Call.Type.ACKNOWLEDGE)
        .setAcknowledge(
            Call.Acknowledge.newBuilder()
                .setAgentId(update.getAgentId())
                .setTaskId(update.getTaskId())
                .setUuid(update.getUuid()))
        .build();
  }
}
