package dev.firesteel.simulation.check;

import dev.firesteel.api.id.BinaryId;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.protocol.message.ToExecutor;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What events and actions say of one executor. */
final class Books {
  final ExecutorId id;
  final Map<TaskId, Entry> hand = new LinkedHashMap<>();
  final Set<BinaryId> programs = new HashSet<>();
  final Map<ShuffleId, ToExecutor.ShuffleOutputs> outputs = new HashMap<>();
  Life life = Life.EXPECTED;
  int slots;

  /** Whether somebody said that it goes, whatever is lost by that. */
  boolean goes;

  /** Where it is in its life. */
  enum Life {
    EXPECTED,
    ATTACHED,
    DRAINING,
    SEVERED,
    ENDED
  }

  /** An attempt. */
  static final class Entry {
    final TaskId task;
    final StageId stage;
    final BinaryId program;
    final int partition;
    final ExecutorId executor;
    boolean cancelled;

    Entry(TaskId task, StageId stage, BinaryId program, int partition, ExecutorId executor) {
      this.task = task;
      this.stage = stage;
      this.program = program;
      this.partition = partition;
      this.executor = executor;
    }

    @Override
    public String toString() {
      return task + " (" + stage + " partition " + partition + ") on " + executor;
    }
  }

  Books(ExecutorId id) {
    this.id = id;
  }

  static Books ofStranger(ExecutorId id) {
    Books books = new Books(id);
    books.life = Life.ENDED;
    return books;
  }

  /** Whether its reports count. */
  boolean attached() {
    return life == Life.ATTACHED || life == Life.DRAINING;
  }
}
