package dev.firesteel.backend.mesos.task;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;

/**
 * Tasks that run although no executor of this driver does: those of an earlier driver, and those
 * that came back after they were given up. Each is killed, again and again until its end is told.
 * To find them, all tasks are asked for after a subscription, some times, since a master may not
 * know its agents yet.
 */
final class Strays {
  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final Duration FIRST_SEARCH = Duration.ofSeconds(30);
  private static final int SEARCHES = 3;

  private final TaskEffects effects;
  private final Map<TaskID, Stray> strays = new LinkedHashMap<>();
  private int searches;
  private Schedule search = Schedule.NEVER;

  private record Stray(Optional<AgentID> agent, Schedule kills) {}

  Strays(TaskEffects effects) {
    this.effects = effects;
  }

  /** An update of a task that is nobody's; whoever calls acknowledges it. */
  void update(TaskStatus update, boolean connected, long now) {
    TaskID id = update.getTaskId();
    switch (update.getState()) {
      case TASK_STAGING, TASK_STARTING, TASK_RUNNING, TASK_KILLING -> {
        Optional<AgentID> agent =
            update.hasAgentId() ? Optional.of(update.getAgentId()) : Optional.empty();
        if (!strays.containsKey(id)) {
          strays.put(id, new Stray(agent, new Schedule(now, PAUSE, LONGEST)));
          if (connected) {
            tick(now);
          }
        }
      }
      case TASK_UNREACHABLE, TASK_UNKNOWN -> {
        // If it comes back, an update says so.
      }
      default -> strays.remove(id);
    }
  }

  void subscribed(long now) {
    searches = SEARCHES;
    search = new Schedule(now, FIRST_SEARCH, LONGEST);
    strays.replaceAll((id, each) -> new Stray(each.agent(), new Schedule(now, PAUSE, LONGEST)));
  }

  void tick(long now) {
    if (search.due(now)) {
      effects.call(
          Call.newBuilder()
              .setType(Call.Type.RECONCILE)
              .setReconcile(Call.Reconcile.getDefaultInstance())
              .build());
      search = --searches > 0 ? search.done(now) : Schedule.NEVER;
    }
    strays.replaceAll(
        (id, each) -> {
          if (!each.kills().due(now)) {
            return each;
          }
          Call.Kill.Builder kill = Call.Kill.newBuilder().setTaskId(id);
          each.agent().ifPresent(kill::setAgentId);
          effects.call(Call.newBuilder().setType(Call.Type.KILL).setKill(kill).build());
          return new Stray(each.agent(), each.kills().done(now));
        });
  }

  LongStream nextTicks() {
    return LongStream.concat(
        LongStream.of(search.at()), strays.values().stream().mapToLong(each -> each.kills().at()));
  }
}
