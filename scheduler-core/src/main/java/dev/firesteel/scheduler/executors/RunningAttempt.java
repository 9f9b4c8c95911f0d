package dev.firesteel.scheduler.executors;

import dev.firesteel.api.id.StageId;
import dev.firesteel.api.id.TaskId;
import org.jspecify.annotations.Nullable;

/** A task attempt in the hand of an executor: running there, or queued. */
public final class RunningAttempt {
  private final TaskId task;
  private final StageId stage;
  private final int index;
  private final int attempt;
  private final Executor executor;
  private final Nearness near;
  private final long placedAt;
  private long startedAt = Long.MIN_VALUE;
  private boolean cancelled;
  private long cancelledAt;
  @Nullable RunningAttempt previous;
  @Nullable RunningAttempt next;

  /**
   * An attempt that is sent now.
   *
   * @param index the index in its task set
   * @param attempt how often the task was tried before
   * @param near how near to its input it was placed
   */
  public RunningAttempt(
      TaskId task,
      StageId stage,
      int index,
      int attempt,
      Executor executor,
      Nearness near,
      long placedAt) {
    this.task = task;
    this.stage = stage;
    this.index = index;
    this.attempt = attempt;
    this.executor = executor;
    this.near = near;
    this.placedAt = placedAt;
  }

  /** Its id. */
  public TaskId task() {
    return task;
  }

  /** Its stage. */
  public StageId stage() {
    return stage;
  }

  /** Its index in the task set. */
  public int index() {
    return index;
  }

  /** How often the task was tried before. */
  public int attempt() {
    return attempt;
  }

  /** Who has it. */
  public Executor executor() {
    return executor;
  }

  /** How near to its input it was placed. */
  public Nearness near() {
    return near;
  }

  /** When it was sent. */
  public long placedAt() {
    return placedAt;
  }

  /** Whether a slot runs it, as far as can be known without asking; else it is queued. */
  public boolean runs() {
    return startedAt != Long.MIN_VALUE;
  }

  /** When a slot was free for it; only for one that runs. */
  public long startedAt() {
    return startedAt;
  }

  void starts(long now) {
    startedAt = now;
  }

  /** Whether nobody needs it any more; it still occupies its executor until that says otherwise. */
  public boolean cancelled() {
    return cancelled;
  }

  /** When it was cancelled; only for one that was. */
  public long cancelledAt() {
    return cancelledAt;
  }

  /** Nobody needs it any more. */
  public void cancel(long now) {
    cancelled = true;
    cancelledAt = now;
  }
}
