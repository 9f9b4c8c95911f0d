package dev.firesteel.scheduler.driver;

import dev.firesteel.api.id.BinaryId;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.protocol.message.TaskOrder;
import dev.firesteel.protocol.message.ToExecutor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be sent, by executor, until one drain of the loop is done; then each executor gets one
 * batch. Tasks of one stage that follow each other become one message. Loop's thread only.
 */
final class Outbox {
  private Map<ExecutorId, Batch> batches = new LinkedHashMap<>();
  private final BatchSender sender;

  Outbox(BatchSender sender) {
    this.sender = sender;
  }

  void add(ExecutorId executor, ToExecutor message) {
    batch(executor).add(message);
  }

  void addTasks(ExecutorId executor, StageId stage, BinaryId program, List<TaskOrder> tasks) {
    batch(executor).addTasks(stage, program, tasks);
  }

  private Batch batch(ExecutorId executor) {
    Batch batch = batches.get(executor);
    if (batch == null) {
      batch = new Batch();
      batches.put(executor, batch);
    }
    return batch;
  }

  /** Sends one executor's batch now. */
  void flush(ExecutorId executor) {
    Batch batch = batches.remove(executor);
    if (batch != null) {
      sender.send(executor, batch.messages());
    }
  }

  /** Sends all. */
  void flush() {
    if (!batches.isEmpty()) {
      batches.forEach((executor, batch) -> sender.send(executor, batch.messages()));
      batches = new LinkedHashMap<>(); // clearing costs what the largest drain ever needed
    }
  }

  private static final class Batch {
    private final List<ToExecutor> messages = new ArrayList<>(4);
    private @Nullable StageId stage;
    private @Nullable BinaryId program;
    private List<TaskOrder> tasks = List.of();

    void add(ToExecutor message) {
      closeTasks();
      messages.add(message);
    }

    void addTasks(StageId ofStage, BinaryId runs, List<TaskOrder> orders) {
      if (!ofStage.equals(stage) || !runs.equals(program)) {
        closeTasks();
        stage = ofStage;
        program = runs;
        tasks = new ArrayList<>(orders);
      } else {
        tasks.addAll(orders);
      }
    }

    private void closeTasks() {
      if (stage != null && program != null) {
        messages.add(new ToExecutor.RunTasks(stage, program, tasks));
      }
      stage = null;
      program = null;
    }

    List<ToExecutor> messages() {
      closeTasks();
      return messages;
    }
  }
}
