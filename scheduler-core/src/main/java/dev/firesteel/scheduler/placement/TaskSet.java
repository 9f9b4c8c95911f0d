package dev.firesteel.scheduler.placement;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.LocalityLevel;
import dev.firesteel.scheduler.executors.Executor;
import dev.firesteel.scheduler.executors.Executors;
import dev.firesteel.scheduler.executors.RunningAttempt;
import dev.firesteel.scheduler.plan.StagePlan;
import dev.firesteel.scheduler.state.State;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a stage that are to run, as arrays: no object belongs to a pending task. A task is
 * named by its index; {@link #partition} tells its partition. Its state goes by the table of {@link
 * TaskState}.
 */
public final class TaskSet {
  private final StagePlan plan;
  private final int[] partitions;
  private final byte[] states;
  private final short[] failures;
  private final short[] tries;
  private final @Nullable RunningAttempt[] live;
  private final Map<Integer, FirstFailure> firstFailures = new HashMap<>();
  private final Wishes wishes;
  private final Executors registry;
  private final PendingTasks queues;
  private final LocalityWait wait;
  private final Pace pace = new Pace();
  private int pending;
  private int placed;
  private int done;

  /**
   * All tasks pending.
   *
   * @param partitions the partitions to compute, ascending; not to be changed
   * @param localityWaitNanos the longest wait for each locality level
   */
  public TaskSet(
      StagePlan plan,
      int[] partitions,
      Wishes wishes,
      Executors registry,
      long localityWaitNanos,
      long now) {
    this.plan = plan;
    this.partitions = partitions;
    this.wishes = wishes;
    this.registry = registry;
    states = new byte[partitions.length];
    failures = new short[partitions.length];
    tries = new short[partitions.length];
    live = new RunningAttempt[partitions.length];
    queues = new PendingTasks(states);
    wait = new LocalityWait(localityWaitNanos, now);
    for (int i = 0; i < partitions.length; i++) {
      enqueue(i);
    }
    pending = partitions.length;
  }

  private void enqueue(int index) {
    List<HostName> hosts = wishes.hosts(partitions[index]);
    queues.add(index, wishes.executors(partitions[index]), hosts, registry);
  }

  /** The stage. */
  public StageId stage() {
    return plan.stage();
  }

  /** The stage's plan. */
  public StagePlan plan() {
    return plan;
  }

  /** Tasks in total. */
  public int size() {
    return partitions.length;
  }

  /** Tasks that wait for a place. */
  public int pending() {
    return pending;
  }

  /** Tasks in executors' hands. */
  public int placed() {
    return placed;
  }

  /** Tasks that counted. */
  public int done() {
    return done;
  }

  /** Attempts that failed, of all tasks; takes time in proportion to the tasks. */
  public int failedAttempts() {
    int sum = 0;
    for (short times : failures) {
      sum += times;
    }
    return sum;
  }

  /** The partition of a task. */
  public int partition(int index) {
    return partitions[index];
  }

  /** The index of a partition's task, or a negative number. */
  public int indexOf(int partition) {
    return Arrays.binarySearch(partitions, partition);
  }

  /** The state of a task. */
  public TaskState state(int index) {
    return TaskState.of(states[index]);
  }

  /** The attempt of a task that an executor has, if one has. */
  public @Nullable RunningAttempt live(int index) {
    return live[index];
  }

  /** The next task for an executor, or -1; {@link #takenLevel} tells how near to its data. */
  public int poll(Executor executor, long now) {
    if (pending == 0) {
      return -1;
    }
    LocalityLevel level = wait.level();
    int index = queues.poll(executor, level);
    if (index < 0 && level != LocalityLevel.ANY && allowed(now) != level) {
      index = queues.poll(executor, wait.level());
    }
    if (index < 0 && executor.freeSlots() > 0 && !registry.idleBeside(executor)) {
      index = queues.pollReluctantly();
    }
    return index;
  }

  private LocalityLevel allowed(long now) {
    return wait.allowed(now, level -> queues.worthWaiting(level, registry));
  }

  /** How near to its data the task polled last is. */
  public LocalityLevel takenLevel() {
    return queues.taken();
  }

  /** A polled task goes to an executor. */
  public void place(RunningAttempt attempt) {
    move(attempt.index(), TaskState.PLACED);
    live[attempt.index()] = attempt;
    tries[attempt.index()]++;
    pending--;
    placed++;
    wait.placed(attempt.level(), attempt.placedAt());
  }

  /** How often a task was tried before. */
  public int tries(int index) {
    return tries[index];
  }

  /** A placed task counts. */
  public void finish(int index, long runNanos) {
    move(index, TaskState.DONE);
    live[index] = null;
    placed--;
    done++;
    pace.ran(runNanos);
  }

  /** A placed task failed; returns how often it has failed, this time included. */
  public int fail(int index, FirstFailure failure, ExecutorId on) {
    firstFailures.putIfAbsent(index, failure);
    failures[index]++;
    unplace(index);
    queues.addAvoiding(index, on);
    return failures[index];
  }

  /** How a task failed first; only for one that failed. */
  public FirstFailure firstFailure(int index) {
    return Objects.requireNonNull(firstFailures.get(index), "the task has not failed");
  }

  /** A placed task was given back: another executor shall have it. */
  public void giveBack(int index, ExecutorId from) {
    tries[index]--;
    unplace(index);
    queues.addAvoiding(index, from);
  }

  /** A placed task is to be placed again, through no fault of its own. */
  public void again(int index) {
    unplace(index);
    enqueue(index);
  }

  private void unplace(int index) {
    move(index, TaskState.PENDING);
    live[index] = null;
    placed--;
    pending++;
  }

  /** The output of a task that counted is lost. */
  public void reopen(int index) {
    move(index, TaskState.PENDING);
    done--;
    pending++;
    enqueue(index);
  }

  private void move(int index, TaskState to) {
    TaskState from = TaskState.of(states[index]);
    boolean common = to == TaskState.PLACED ? from == TaskState.PENDING : from == TaskState.PLACED;
    if (!common) {
      State.move(plan.stage() + " partition " + partitions[index], from, to);
    }
    states[index] = to.code();
  }

  /** Tasks that each slot of an executor should have queued. */
  public int queuePerSlot() {
    return pace.queuePerSlot();
  }

  /** Nanoseconds that a task takes on average; -1 if none has finished. */
  public long averageNanos() {
    return pace.average();
  }

  /** Whether pending tasks wait for a place near their data. */
  public boolean waitsForLocality(long now) {
    return pending > 0 && queues.anyWishful() && allowed(now) != LocalityLevel.ANY;
  }

  /** The level of locality that is waited for now. */
  public LocalityLevel localityLevel() {
    return wait.level();
  }

  /** When the wait for the present level is over. */
  public long localityDueAt() {
    return wait.dueAt();
  }

  /** Whether tasks are pending that any executor may take at once. */
  public boolean anyAnywhere(long now) {
    return pending > 0 && (queues.anyAnywhere() || allowed(now).compareTo(LocalityLevel.RACK) >= 0);
  }

  /** Whether pending tasks should rather not run on some executor. */
  public boolean anyAvoiding() {
    return pending > 0 && queues.anyAvoiding();
  }

  /** Executors that newly pending tasks wish; forgotten by the call. */
  public List<ExecutorId> wishedExecutors() {
    return queues.touchedExecutors();
  }

  /** Hosts that newly pending tasks wish; forgotten by the call. */
  public List<HostName> wishedHosts() {
    return queues.touchedHosts();
  }
}
