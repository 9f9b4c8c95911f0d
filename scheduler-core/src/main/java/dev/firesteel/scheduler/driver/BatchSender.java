package dev.firesteel.scheduler.driver;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.protocol.message.TaskOrder;
import dev.firesteel.protocol.message.ToExecutor;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.jspecify.annotations.Nullable;

/**
 * Sends batches. One that is too large for a batch goes message by message, and its tasks one by
 * one; a task that is too large by itself, or that needs a message that is, counts as failed.
 */
final class BatchSender {
  private final ExecutorPort port;
  private final Unsendable unsendable;

  /** Hears of tasks that did not go. */
  interface Unsendable {
    void failed(ExecutorId executor, TaskId task, Throwable why);
  }

  BatchSender(ExecutorPort port, Unsendable unsendable) {
    this.port = port;
    this.unsendable = unsendable;
  }

  void send(ExecutorId executor, List<ToExecutor> messages) {
    if (trySend(executor, messages) == null) {
      return;
    }
    FiresteelException missing = null;
    for (ToExecutor message : messages) {
      if (message instanceof ToExecutor.RunTasks tasks) {
        sendTasks(executor, tasks, missing);
        continue;
      }
      FiresteelException tooLarge = trySend(executor, List.of(message));
      if (tooLarge != null) {
        LogManager.getLogger(BatchSender.class)
            .error("Executor {} does not get what its tasks need", executor, tooLarge);
        missing = tooLarge;
      }
    }
  }

  /** Returns what is wrong if the batch is too large. */
  private @Nullable FiresteelException trySend(ExecutorId executor, List<ToExecutor> messages) {
    try {
      port.send(executor, messages);
      return null;
    } catch (FiresteelException e) {
      if (e.category() != ErrorCategory.RESOURCES) {
        throw e;
      }
      return e;
    }
  }

  private void sendTasks(
      ExecutorId executor, ToExecutor.RunTasks all, @Nullable FiresteelException missing) {
    for (TaskOrder task : all.tasks()) {
      ToExecutor one = new ToExecutor.RunTasks(all.stage(), all.program(), List.of(task));
      FiresteelException why = missing == null ? trySend(executor, List.of(one)) : missing;
      if (why != null) {
        unsendable.failed(executor, task.id(), why);
      }
    }
  }
}
