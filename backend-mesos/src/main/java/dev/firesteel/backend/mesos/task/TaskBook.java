package dev.firesteel.backend.mesos.task;

import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.LossReason;
import dev.firesteel.api.backend.ReleaseMode;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.backend.mesos.offer.Accept;
import dev.firesteel.backend.mesos.tenure.Resident;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.scheduler.Protos.Call;

/**
 * The tasks that are executors, from the core's launch to their end.
 *
 * <pre>
 * state       | accepted | STAGING, STARTING | RUNNING    | KILLING | UNREACHABLE, UNKNOWN | any other | rescinded | too long
 * PREPARING   | STAGING  |                   |            |         |                      |           | gone      |
 * STAGING     |          |                   | RUNNING    |         | UNREACHABLE          | gone      |           |
 * RUNNING     |          |                   |            |         | UNREACHABLE          | gone      |           |
 * UNREACHABLE |          | STAGING           | RUNNING    | RUNNING |                      | gone      |           | gone
 * unknown     |          | KILL              | KILL       | KILL    |                      |           |           |
 * </pre>
 *
 * A master's answer that a task finished, failed or was killed is its end only at the third time:
 * its agent's own update, which says more, follows. An update that has an uuid is acknowledged
 * whatever it means, after all that it causes. Kills are repeated until the end is told; questions
 * until they are answered. Times are nanoseconds of any one clock. Not thread-safe.
 */
public final class TaskBook {
  private static final Duration NOW_GRACE = Duration.ofMillis(500);
  private static final Duration KILL_AGAIN = Duration.ofSeconds(2);
  private static final Duration LONGEST_KILL_PAUSE = Duration.ofSeconds(30);
  private static final Duration ASK_AGAIN = Duration.ofSeconds(10);
  private static final Duration LONGEST_ASK_PAUSE = Duration.ofMinutes(2);
  private static final int ENOUGH_ANSWERS = 3;
  private static final Duration STAGING_PATIENCE = Duration.ofSeconds(30);

  private final TaskRules rules;
  private final TaskEffects effects;
  private final Map<TaskID, LiveTask> tasks = new LinkedHashMap<>();
  private final Strays strays;
  private boolean connected;

  /** No tasks. */
  public TaskBook(TaskRules rules, TaskEffects effects) {
    this.rules = rules;
    this.effects = effects;
    this.strays = new Strays(effects);
  }

  /** The id of an executor's task. */
  public TaskID idOf(ExecutorId executor) {
    return TaskID.newBuilder().setValue(executor + "." + rules.nonce()).build();
  }

  /** Whether no executor is left. */
  public boolean isEmpty() {
    return tasks.isEmpty();
  }

  // ---- launches

  /** The core launches; descriptions of the tasks are made now. */
  public void prepare(Accept accept) {
    for (Accept.Start start : accept.starts()) {
      TaskID id = idOf(start.launch().executor());
      tasks.put(id, new LiveTask(start.launch(), accept.offer(), start.taken(), id));
    }
  }

  /**
   * The descriptions are there: what of them is still to be launched is, from now on.
   *
   * @return the executors to launch; empty if the offer is to be declined or is gone
   */
  public List<ExecutorId> prepared(Accept accept, long now) {
    List<LiveTask> ready = of(accept.offer(), LiveTask.State.PREPARING);
    ready.stream().filter(each -> each.end.isPresent()).forEach(each -> leave(each, RELEASED));
    ready = of(accept.offer(), LiveTask.State.PREPARING);
    for (LiveTask each : ready) {
      each.state = LiveTask.State.STAGING;
      each.questions = from(now, STAGING_PATIENCE, LONGEST_ASK_PAUSE);
    }
    return ready.stream().map(LiveTask::executor).toList();
  }

  private static final Departure.Verdict RELEASED =
      log -> LossReason.of(LossCause.RELEASED, "It had not been started");

  /** Takes over an executor of an earlier holder of the framework; Mesos is asked for it. */
  public void adopt(Resident resident) {
    TaskID id = idOf(resident.executor());
    tasks.put(id, LiveTask.of(resident, id));
  }

  /** The description of a task cannot be made. */
  public void notPrepared(ExecutorId executor, String why) {
    LiveTask task = tasks.get(idOf(executor));
    if (task != null && task.state == LiveTask.State.PREPARING) {
      leave(task, log -> LossReason.of(LossCause.LAUNCH_FAILED, why));
    }
  }

  /** Mesos took the offer back before the launch was made, or the launch did not reach it. */
  public void offerGone(OfferId offer, String why) {
    List<LiveTask> late = of(offer, LiveTask.State.PREPARING);
    if (!late.isEmpty()) {
      effects.tooLate(offer);
    }
    late.forEach(each -> leave(each, gone(each, why)));
  }

  private static Departure.Verdict gone(LiveTask task, String why) {
    String text = "Cannot launch executor " + task.executor() + ": " + why;
    return log -> LossReason.of(LossCause.OFFER_GONE, text);
  }

  /** A launch certainly did not reach Mesos. */
  public void notDelivered(Collection<TaskID> launched, String why) {
    for (LiveTask each : staging(launched)) {
      effects.tooLate(each.offer);
      leave(each, gone(each, why));
    }
  }

  /** Mesos has refused the whole call. */
  public void refused(Collection<TaskID> launched, String sentence) {
    for (LiveTask each : staging(launched)) {
      String text = "Mesos refuses to launch executor " + each.executor() + ": " + sentence;
      leave(each, log -> LossReason.of(LossCause.LAUNCH_FAILED, text));
    }
  }

  /** Nobody knows whether a launch has reached Mesos: it is asked. */
  public void uncertain(Collection<TaskID> launched, long now) {
    for (LiveTask each : staging(launched)) {
      each.questions = from(now, Duration.ZERO, LONGEST_ASK_PAUSE);
    }
    tick(now);
  }

  private List<LiveTask> staging(Collection<TaskID> ids) {
    return ids.stream()
        .map(tasks::get)
        .filter(each -> each != null && each.state == LiveTask.State.STAGING && !each.ran)
        .toList();
  }

  private List<LiveTask> of(OfferId offer, LiveTask.State state) {
    return tasks.values().stream()
        .filter(each -> each.offer.equals(offer) && each.state == state)
        .toList();
  }

  // ---- updates

  /** Mesos tells the state of a task. */
  public void update(TaskStatus update, long now) {
    LiveTask task = tasks.get(update.getTaskId());
    if (task == null || !task.known()) {
      strays.update(update, connected, now);
      acknowledge(update);
      return;
    }
    task.questions = Schedule.NEVER;
    boolean tooLate =
        update.hasReason() && update.getReason() == TaskStatus.Reason.REASON_INVALID_OFFERS;
    if (tooLate) {
      effects.tooLate(task.offer);
    } else {
      effects.taken(task.offer);
    }
    switch (update.getState()) {
      case TASK_STAGING, TASK_STARTING -> {
        effects.alive(task.executor());
        seen(task, LiveTask.State.STAGING);
        task.questions = from(now, STAGING_PATIENCE, LONGEST_ASK_PAUSE);
        acknowledge(update);
      }
      case TASK_RUNNING -> {
        effects.alive(task.executor());
        runs(task);
        acknowledge(update);
      }
      case TASK_KILLING -> {
        effects.alive(task.executor());
        seen(task, LiveTask.State.RUNNING);
        acknowledge(update);
      }
      case TASK_UNREACHABLE, TASK_UNKNOWN -> {
        unseen(task, now);
        acknowledge(update);
      }
      case TASK_FINISHED, TASK_FAILED, TASK_KILLED -> {
        if (hearsay(task, update)) {
          seen(task, LiveTask.State.RUNNING); // its end is known: it is not to be given up
          task.questions = from(now, ASK_AGAIN, LONGEST_ASK_PAUSE);
        } else {
          ended(task, update);
        }
      }
      case TASK_ERROR, TASK_LOST, TASK_DROPPED, TASK_GONE, TASK_GONE_BY_OPERATOR ->
          ended(task, update);
    }
  }

  private void acknowledge(TaskStatus update) {
    if (update.hasUuid()) {
      effects.acknowledge(update);
    }
  }

  /** It is there, after all or still. */
  private static void seen(LiveTask task, LiveTask.State state) {
    task.givenUpAt = Long.MAX_VALUE;
    if (task.state == LiveTask.State.UNREACHABLE) {
      task.state = task.ran ? LiveTask.State.RUNNING : state;
    }
  }

  private void runs(LiveTask task) {
    seen(task, LiveTask.State.RUNNING);
    task.state = LiveTask.State.RUNNING;
    if (!task.ran) {
      task.ran = true;
      effects.launched(task.executor(), task.taken.at());
    }
  }

  private void unseen(LiveTask task, long now) {
    if (task.state != LiveTask.State.UNREACHABLE) {
      task.state = LiveTask.State.UNREACHABLE;
      task.givenUpAt = now + rules.unreachable().toNanos();
    }
    task.questions = from(now, ASK_AGAIN, LONGEST_ASK_PAUSE);
  }

  /**
   * Whether a master has only answered that a task has ended: the agent's own update, which says
   * how and is to be acknowledged, still comes, unless the answer stays the same for some time.
   */
  private static boolean hearsay(LiveTask task, TaskStatus update) {
    boolean answer =
        !update.hasUuid()
            && update.hasReason()
            && update.getReason() == TaskStatus.Reason.REASON_RECONCILIATION;
    return answer && task.end.isEmpty() && ++task.endAnswers < ENOUGH_ANSWERS;
  }

  private void ended(LiveTask task, TaskStatus last) {
    Ended ended = task.ended();
    leave(task, log -> Losses.reason(ended, last, log), Optional.of(last));
  }

  private void leave(LiveTask task, Departure.Verdict observed) {
    leave(task, observed, Optional.empty());
  }

  private void leave(LiveTask task, Departure.Verdict observed, Optional<TaskStatus> last) {
    tasks.remove(task.id);
    boolean unexpected = task.end.isEmpty() && last.isPresent();
    Departure.Verdict verdict =
        task.end.isEmpty()
            ? observed
            : observed.then(reason -> merged(task, task.end.get(), reason));
    effects.gone(
        new Departure(
            task.executor(),
            task.id,
            task.taken,
            unexpected && Telling.mayHaveLog(last.get())
                ? Departure.Log.TELLING
                : Departure.Log.SILENT,
            verdict,
            last.filter(TaskStatus::hasUuid)));
  }

  private static LossReason merged(LiveTask task, LiveTask.End end, LossReason observed) {
    return new LossReason(
        end.cause(),
        observed.exitCode(),
        "Executor " + task.executor() + " was ended: " + end.why(),
        observed.logAddress());
  }

  // ---- ends

  /** Ends an executor; nothing happens if there is none. */
  public void release(ExecutorId executor, ReleaseMode mode, String why, long now) {
    LiveTask task = tasks.get(idOf(executor));
    if (task != null) {
      end(task, new LiveTask.End(LossCause.RELEASED, mode, why), now);
    }
  }

  /** Ends all executors with the application. */
  public void stop(ReleaseMode mode, long now) {
    for (LiveTask each : List.copyOf(tasks.values())) {
      end(each, new LiveTask.End(LossCause.STOPPED, mode, "the application ends"), now);
    }
  }

  /** Gives up waiting for ends that nobody tells. */
  public void abandon(String why) {
    for (LiveTask each : List.copyOf(tasks.values())) {
      String text = each.ended().on() + " is given up: " + why;
      leave(each, log -> LossReason.of(LossCause.HOST_LOST, text));
    }
  }

  /** Leaves all tasks as they are to whoever goes on; no update may follow. */
  public void leave() {
    tasks.clear();
  }

  private void end(LiveTask task, LiveTask.End end, long now) {
    if (task.wantEnd(end) && task.known()) {
      task.kills = from(now, Duration.ZERO, LONGEST_KILL_PAUSE);
      kill(task, now);
    }
  }

  private void kill(LiveTask task, long now) {
    if (connected) {
      boolean hurry = task.end.filter(end -> end.mode() == ReleaseMode.NOW).isPresent();
      Duration grace = hurry ? NOW_GRACE : rules.grace();
      effects.call(task.kill(grace));
      Duration pause = task.kills.pause();
      Duration least = grace.plus(KILL_AGAIN);
      task.kills =
          new Schedule(now, pause.compareTo(least) < 0 ? least : pause, LONGEST_KILL_PAUSE)
              .done(now);
    }
  }

  /** The cluster will take an agent away. */
  public void preempting(AgentID agent, Duration notice) {
    tasks.values().stream()
        .filter(each -> each.taken.agent().equals(agent) && each.end.isEmpty())
        .forEach(each -> effects.preempting(each.executor(), notice));
  }

  /** Whether an agent has executors. */
  public boolean uses(AgentID agent) {
    return tasks.values().stream().anyMatch(each -> each.taken.agent().equals(agent));
  }

  // ---- the connection

  /** Mesos has taken the framework, and is asked for all its tasks. */
  public void subscribed(long now) {
    connected = true;
    for (LiveTask each : tasks.values()) {
      if (each.known()) {
        each.questions = from(now, Duration.ZERO, LONGEST_ASK_PAUSE);
        if (each.end.isPresent()) {
          each.kills = from(now, Duration.ZERO, LONGEST_KILL_PAUSE);
        }
      }
    }
    strays.subscribed(now);
    tick(now);
  }

  /** Nothing reaches Mesos any more; what it has offered is void. */
  public void disconnected() {
    connected = false;
    tasks.values().stream()
        .filter(each -> each.state == LiveTask.State.PREPARING)
        .map(each -> each.offer)
        .distinct()
        .toList()
        .forEach(offer -> offerGone(offer, "the connection to Mesos is gone"));
  }

  // ---- time

  /** Time has passed: repeats kills and questions, gives up what was unreachable for too long. */
  public void tick(long now) {
    for (LiveTask each : List.copyOf(tasks.values())) {
      if (each.givenUpAt <= now) {
        String text =
            each.ended().on()
                + " is gone: Mesos has not reached its agent for "
                + rules.unreachable().toSeconds()
                + " s";
        leave(each, log -> LossReason.of(LossCause.HOST_LOST, text));
      } else if (each.kills.due(now)) {
        kill(each, now);
      }
    }
    if (connected) {
      ask(now);
      strays.tick(now);
    }
  }

  private void ask(long now) {
    List<LiveTask> open = tasks.values().stream().filter(each -> each.questions.due(now)).toList();
    if (open.isEmpty()) {
      return;
    }
    Call.Reconcile.Builder question = Call.Reconcile.newBuilder();
    for (LiveTask each : open) {
      question.addTasks(
          Call.Reconcile.Task.newBuilder().setTaskId(each.id).setAgentId(each.taken.agent()));
      Duration pause = each.questions.pause();
      each.questions =
          new Schedule(now, pause.compareTo(ASK_AGAIN) < 0 ? ASK_AGAIN : pause, LONGEST_ASK_PAUSE)
              .done(now);
    }
    effects.call(Call.newBuilder().setType(Call.Type.RECONCILE).setReconcile(question).build());
  }

  /** When {@link #tick} is needed next, if nothing else happens. */
  public OptionalLong nextTick() {
    LongStream own =
        tasks.values().stream()
            .flatMapToLong(
                each ->
                    connected
                        ? LongStream.of(each.givenUpAt, each.kills.at(), each.questions.at())
                        : LongStream.of(each.givenUpAt));
    LongStream all = connected ? LongStream.concat(own, strays.nextTicks()) : own;
    return all.filter(at -> at != Long.MAX_VALUE).min();
  }

  private static Schedule from(long now, Duration delay, Duration longest) {
    return new Schedule(now + delay.toNanos(), Duration.ZERO, longest);
  }
}
