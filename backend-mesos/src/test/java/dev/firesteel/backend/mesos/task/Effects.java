package dev.firesteel.backend.mesos.task;

import dev.firesteel.api.backend.LossReason;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.topology.Placement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** Remembers effects in short words. */
final class Effects implements TaskEffects {
  final Map<ExecutorId, LossReason> losses = new LinkedHashMap<>();
  final Map<ExecutorId, Departure> departures = new LinkedHashMap<>();
  private final List<String> all = new ArrayList<>();

  /** The effects since the last time. */
  List<String> take() {
    List<String> since = List.copyOf(all);
    all.clear();
    return since;
  }

  @Override
  public void call(Call call) {
    switch (call.getType()) {
      case KILL -> {
        long grace = call.getKill().getKillPolicy().getGracePeriod().getNanoseconds();
        all.add("KILL " + call.getKill().getTaskId().getValue() + " " + grace / 1_000_000 + "ms");
      }
      case RECONCILE ->
          all.add(
              "RECONCILE "
                  + String.join(
                      " ",
                      call.getReconcile().getTasksList().stream()
                          .map(each -> each.getTaskId().getValue())
                          .toList()));
      default -> all.add(call.getType().name());
    }
  }

  @Override
  public void launched(ExecutorId executor, Placement at) {
    all.add("launched " + executor + " " + at.host());
  }

  @Override
  public void preempting(ExecutorId executor, Duration notice) {
    all.add("preempting " + executor + " " + notice.toSeconds() + "s");
  }

  @Override
  public void gone(Departure departure) {
    LossReason reason = departure.verdict().reason("");
    losses.put(departure.executor(), reason);
    departures.put(departure.executor(), departure);
    all.add("gone " + departure.executor() + " " + reason.cause());
    departure.last().ifPresent(this::acknowledge);
  }

  @Override
  public void acknowledge(TaskStatus update) {
    all.add("ack " + update.getUuid().toStringUtf8());
  }

  @Override
  public void alive(ExecutorId executor) {}

  @Override
  public void taken(OfferId offer) {}

  @Override
  public void tooLate(OfferId offer) {
    all.add("too late " + offer);
  }
}
