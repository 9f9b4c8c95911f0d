package dev.firesteel.scheduler.machine;

import dev.firesteel.api.id.TaskId;
import dev.firesteel.dataset.status.InputLocality;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.scheduler.executors.Executor;
import dev.firesteel.scheduler.executors.RunningAttempt;
import dev.firesteel.scheduler.placement.TaskSet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes queued tasks back from executors when others have free slots and nothing else to do. Queues
 * are short, so most empty themselves first: only what has waited for a while is taken back, and
 * what is near its data there only after the wait for locality.
 */
final class Recalls {
  private static final long PATIENCE_NANOS = 3_000_000;
  private static final long LOOK_AGAIN_NANOS = 50_000_000;
  private static final int MOST = 64;

  private final World world;
  private boolean armed;

  Recalls(World world) {
    this.world = world;
  }

  void due() {
    armed = false;
  }

  /** Asks for tasks back, or sets a timer to look again. */
  void consider() {
    if (armed) {
      return;
    }
    int free = freeSlots();
    long next = Long.MAX_VALUE;
    int looked = 0;
    for (Executor victim : world.executors.queueing()) {
      if (free <= 0 || ++looked > MOST) {
        break;
      }
      if (!victim.recalling() && world.executors.idleBeside(victim)) {
        List<TaskId> back = new ArrayList<>();
        next = Math.min(next, choose(victim, free, back));
        if (!back.isEmpty()) {
          victim.recallSent();
          world.out.send(victim.id(), new ToExecutor.ReturnTasks(back));
          free -= back.size();
        }
      }
    }
    if (free > 0 && next != Long.MAX_VALUE) {
      armed = true;
      world.out.timer(Timer.Regular.RECALL, Math.min(next, world.now + LOOK_AGAIN_NANOS));
    }
  }

  /**
   * Whose turn it is waits for a slot, and executors have tasks of others queued: asks for those
   * that waited for a while, so that the next slot that becomes free is really free.
   */
  void makeRoom(@Nullable TaskSet next) {
    if (armed || next == null || next.waitsForLocality(world.now)) {
      return;
    }
    long due = Long.MAX_VALUE;
    int looked = 0;
    for (Executor victim : world.executors.queueing()) {
      if (++looked > MOST) {
        break;
      }
      if (!victim.recalling() && victim.profile().equals(next.plan().profile())) {
        List<TaskId> back = new ArrayList<>();
        for (RunningAttempt attempt : victim.hand().newest(Math.min(victim.queued(), MOST))) {
          if (attempt.cancelled() || attempt.stage().equals(next.stage())) {
            continue;
          }
          long from = attempt.placedAt() + PATIENCE_NANOS;
          if (from > world.now) {
            due = Math.min(due, from);
          } else {
            back.add(attempt.task());
          }
        }
        if (!back.isEmpty()) {
          victim.recallSent();
          world.out.send(victim.id(), new ToExecutor.ReturnTasks(back));
        }
      }
    }
    if (due != Long.MAX_VALUE) {
      armed = true;
      world.out.timer(Timer.Regular.RECALL, due);
    }
  }

  private int freeSlots() {
    int free = 0;
    for (Executor executor : world.executors.idle()) {
      free += executor.freeSlots();
      if (free >= MOST) {
        break;
      }
    }
    return free;
  }

  /** Half of what has waited long enough; returns when the next has. */
  private long choose(Executor victim, int free, List<TaskId> back) {
    int queued = Math.min(victim.queued(), MOST);
    int most = Math.min(free, (queued + 1) / 2);
    long next = Long.MAX_VALUE;
    for (RunningAttempt attempt : victim.hand().newest(queued)) {
      if (back.size() == most) {
        break;
      }
      long from = attempt.placedAt() + patience(attempt);
      if (from > world.now) {
        next = Math.min(next, from);
      } else if (!attempt.cancelled()) {
        back.add(attempt.task());
      }
    }
    return next;
  }

  private long patience(RunningAttempt attempt) {
    InputLocality level = attempt.near().level();
    if (!level.onHost() && level != InputLocality.RACK) {
      return PATIENCE_NANOS;
    }
    return Math.max(PATIENCE_NANOS, world.settings.waits().locality().toNanos());
  }

  /** Asks for all back that an executor has not begun, whether or not others are idle. */
  static void allQueued(World world, Executor executor) {
    List<TaskId> back =
        executor.hand().newest(executor.queued()).stream()
            .filter(attempt -> !attempt.cancelled())
            .map(RunningAttempt::task)
            .toList();
    if (!back.isEmpty()) {
      world.out.send(executor.id(), new ToExecutor.ReturnTasks(back));
    }
  }
}
