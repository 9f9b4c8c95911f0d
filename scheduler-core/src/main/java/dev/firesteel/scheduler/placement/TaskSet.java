package dev.firesteel.scheduler.placement;

import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.api.topology.LocalityLevel;
import dev.firesteel.scheduler.executors.Executor;
import dev.firesteel.scheduler.executors.Executors;
import dev.firesteel.scheduler.executors.RunningAttempt;
import dev.firesteel.scheduler.plan.StagePlan;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a stage that are to run, as arrays: no object belongs to a pending task. A task is
 * named by its index; {@link #partition} tells its partition. Its state goes by the table of {@link
 * TaskState}.
 */
public final class TaskSet {
  private final StagePlan plan;
  private final int[] partitions;
  private final TaskStates states;
  private final Failures failures;
  private final short[] tries;
  private final LiveAttempts live;
  private final Avoidance avoidance = new Avoidance();
  private final Wishes wishes;
  private final Executors registry;
  private final PendingTasks queues;
  private final LocalityWait wait;
  private final Pace pace = new Pace();
  private final int mostFailures;
  private final LocalityTally locality = new LocalityTally();

  /**
   * All tasks pending.
   *
   * @param partitions the partitions to compute, ascending; not to be changed
   * @param localityWaitNanos the longest wait for each locality level
   * @param mostFailures failures of one task after which its jobs fail
   */
  public TaskSet(
      StagePlan plan,
      int[] partitions,
      Wishes wishes,
      Executors registry,
      long localityWaitNanos,
      int mostFailures,
      long now) {
    this.plan = plan;
    this.mostFailures = mostFailures;
    this.partitions = partitions;
    this.wishes = wishes;
    this.registry = registry;
    states = new TaskStates(partitions.length);
    failures = new Failures(partitions.length);
    tries = new short[partitions.length];
    live = new LiveAttempts(partitions.length);
    queues = new PendingTasks(states.codes(), partitions, wishes, registry.hosts());
    wait = new LocalityWait(localityWaitNanos, now);
  }

  private void enqueue(int index) {
    int partition = partitions[index];
    queues.add(index, wishes.executors(partition), wishes.hosts(partition));
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
    return states.count(TaskState.PENDING);
  }

  /** Tasks in executors' hands. */
  public int placed() {
    return states.count(TaskState.PLACED) + states.count(TaskState.COPIED);
  }

  /** Tasks that counted. */
  public int done() {
    return states.count(TaskState.DONE);
  }

  /** Attempts that failed, of all tasks. */
  public int failedAttempts() {
    return failures.total();
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
    return states.of(index);
  }

  /** Tasks that two executors have. */
  public int copied() {
    return live.copied();
  }

  /** Whether this is the only attempt of a task that is not done. */
  public boolean runsOnce(RunningAttempt attempt) {
    return live.of(attempt.index()) == attempt && state(attempt.index()) == TaskState.PLACED;
  }

  /** Each attempt that an executor has, by task. */
  public void forEachLive(Consumer<RunningAttempt> step) {
    live.forEach(step);
  }

  /** The next task for an executor, or -1; {@link #taken} tells where it stood. */
  public int poll(Executor executor, long now) {
    if (pending() == 0 || avoids(executor)) {
      return -1;
    }
    if (queues.anyAvoiding() && alone(executor)) {
      return queues.pollReluctantly(any -> true); // nobody else will: what fails shall fail soon
    }
    LocalityLevel level = wait.level();
    int index = queues.poll(executor, level);
    if (index < 0 && level != LocalityLevel.ANY && allowed(now) != level) {
      index = queues.poll(executor, wait.level());
    }
    if (index < 0
        && executor.freeSlots() > 0
        && !registry.idleBeside(executor, avoidance.avoided())) {
      index = queues.pollReluctantly(task -> !isLastTry(task));
    }
    return index;
  }

  /**
   * Whether one more failure ends its jobs: that one waits for an executor where it may go well.
   */
  private boolean isLastTry(int index) {
    return failures.of(index) > 0 && failures.of(index) >= mostFailures - 1;
  }

  /** Whether an executor gets no tasks of this set, because they fail there. */
  public boolean avoids(Executor executor) {
    return avoidance.avoids(executor, registry.readySlots(executor.profile()));
  }

  /** Whether no other executor can take its tasks, nor is to come. */
  private boolean alone(Executor executor) {
    ProfileId profile = executor.profile();
    return avoidance.leavesOnly(executor, registry.readySlots(profile))
        && !registry.expects(profile);
  }

  /** Where its tasks fail. */
  public Avoidance avoidance() {
    return avoidance;
  }

  private LocalityLevel allowed(long now) {
    return wait.allowed(now, queues::worthWaiting);
  }

  /** Where the task polled last stood. */
  public Taken taken() {
    return queues.taken();
  }

  /** Where its tasks would like to run. */
  public Wishes wishes() {
    return wishes;
  }

  /** Whether pending tasks would like to run somewhere. */
  public boolean anyWishful() {
    return pending() > 0 && queues.anyWishful();
  }

  /** How near to their input its tasks ran so far. */
  public LocalityTally locality() {
    return locality;
  }

  /** How long it has waited in vain for a slot on a host that holds input. */
  public long waitedForHosts(long now) {
    return wait.waitedForHosts(now);
  }

  /** The task polled last goes to an executor. */
  public void place(RunningAttempt attempt) {
    move(attempt.index(), TaskState.PLACED);
    live.put(attempt);
    tries[attempt.index()]++;
    if (registry.idleBeside(attempt.executor(), avoidance.avoided())) {
      wait.placedBesideIdle(queues.taken().level(), attempt.placedAt());
    } else {
      wait.placed(queues.taken().level(), attempt.placedAt());
    }
  }

  /** Another executor than the one that has a placed task gets it too. */
  public void copy(RunningAttempt attempt) {
    move(attempt.index(), TaskState.COPIED);
    live.putCopy(attempt);
    tries[attempt.index()]++;
  }

  /** How often a task was tried before. */
  public int tries(int index) {
    return tries[index];
  }

  /** A placed task counts; returns the other attempt, which nobody needs now, if there is one. */
  public @Nullable RunningAttempt finish(RunningAttempt attempt, long runNanos) {
    RunningAttempt loser = live.remove(attempt);
    live.clear(attempt.index());
    move(attempt.index(), TaskState.DONE);
    pace.ran(runNanos);
    wait.tasksTake(pace.average());
    return loser;
  }

  /**
   * An attempt failed. If another attempt lives, that one goes on, else the task is pending again.
   *
   * @return how often the task has failed, this time included
   */
  public int fail(RunningAttempt attempt, FirstFailure failure) {
    if (unplace(attempt)) {
      queues.addAvoiding(attempt.index(), attempt.executor().id());
    }
    avoidance.failed(attempt.index(), attempt.executor());
    return failures.add(attempt.index(), failure);
  }

  /** How a task failed first; only for one that failed. */
  public FirstFailure firstFailure(int index) {
    return failures.first(index);
  }

  /** An attempt was given back: unless another lives, another executor shall have the task. */
  public void giveBack(RunningAttempt attempt) {
    int index = attempt.index();
    if (attempt.attempt() == tries[index] - 1) {
      tries[index]--; // else the number of a later attempt would come twice
    }
    if (unplace(attempt)) {
      queues.addAvoiding(index, attempt.executor().id());
    }
  }

  /** An attempt is gone through no fault of its own: unless another lives, the task is pending. */
  public void again(RunningAttempt attempt) {
    if (unplace(attempt)) {
      enqueue(attempt.index());
    }
  }

  /** Whether the task is pending now. */
  private boolean unplace(RunningAttempt attempt) {
    boolean last = live.remove(attempt) == null;
    move(attempt.index(), last ? TaskState.PENDING : TaskState.PLACED);
    return last;
  }

  /** The output of a task that counted is lost. */
  public void reopen(int index) {
    move(index, TaskState.PENDING);
    enqueue(index);
  }

  private void move(int index, TaskState to) {
    states.move(this, index, to);
  }

  /** The median of the run times of attempts that counted, in nanoseconds; 0 if none has. */
  public long medianNanos() {
    return pace.median();
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
    return pending() > 0 && queues.anyWishful() && allowed(now) != LocalityLevel.ANY;
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
    return pending() > 0
        && (queues.anyAnywhere() || allowed(now).compareTo(LocalityLevel.RACK) >= 0);
  }

  /** Whether pending tasks should rather not run on some executor. */
  public boolean anyAvoiding() {
    return pending() > 0 && queues.anyAvoiding();
  }

  /** Executors that newly pending tasks wish; forgotten by the call. */
  public List<Executor> wishedExecutors() {
    return queues.touchedExecutors();
  }

  /** The numbers of the hosts that newly pending tasks wish; forgotten by the call. */
  public int[] wishedHosts() {
    return queues.touchedHosts();
  }

  @Override
  public String toString() {
    return "the tasks of " + plan.stage();
  }
}
