package dev.firesteel.executor.task;

import dev.firesteel.api.id.StageId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.protocol.message.TaskOrder;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of one task on this executor: queued, running on a thread, ended. It can be cancelled
 * until it has ended. Safe for any thread.
 */
final class Attempt {
  private final StageId stage;
  private final Program program;
  private final TaskOrder order;
  private volatile @Nullable String cancelled;
  private @Nullable Thread thread;

  Attempt(StageId stage, Program program, TaskOrder order) {
    this.stage = stage;
    this.program = program;
    this.order = order;
  }

  StageId stage() {
    return stage;
  }

  Program program() {
    return program;
  }

  TaskOrder order() {
    return order;
  }

  TaskId id() {
    return order.id();
  }

  /** Why it was cancelled, or null. */
  @Nullable String cancelled() {
    return cancelled;
  }

  /** Cancels it; its thread is interrupted if it runs. */
  synchronized void cancel(String why) {
    if (cancelled == null) {
      cancelled = why;
      if (thread != null) {
        thread.interrupt();
      }
    }
  }

  /** It runs on this thread. */
  synchronized void start() {
    thread = Thread.currentThread();
    if (cancelled != null) {
      thread.interrupt();
    }
  }

  /** It runs no longer; its thread is free of interrupts. */
  synchronized void end() {
    thread = null;
    Thread.interrupted();
  }
}
