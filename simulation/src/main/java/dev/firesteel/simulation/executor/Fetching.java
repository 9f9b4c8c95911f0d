package dev.firesteel.simulation.executor;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.protocol.block.BlockKey;
import dev.firesteel.protocol.message.TaskReport.Outcome;
import dev.firesteel.simulation.network.SimulatedNetwork.Fetched;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The requests of one attempt for shuffle blocks that are under way. */
final class Fetching {
  private final ExecutorId own;
  private final Shelf shelf;
  private final Slots.Outside outside;
  private final TaskRun run;
  private final Done done;
  private int open;
  private @Nullable Outcome failure;

  /** Hears when all were answered. */
  interface Done {
    void ended(@Nullable Outcome failure);
  }

  Fetching(ExecutorId own, Shelf shelf, Slots.Outside outside, TaskRun run, Done done) {
    this.own = own;
    this.shelf = shelf;
    this.outside = outside;
    this.run = run;
    this.done = done;
  }

  void ask(List<TaskRun.Request> requests) {
    open = requests.size();
    for (TaskRun.Request request : requests) {
      if (request.server().equals(own)) {
        Fetched found = look(request.keys());
        outside.after(1, () -> answered(request, found));
      } else {
        outside.fetch(request.server(), request.keys(), found -> answered(request, found));
      }
    }
  }

  private Fetched look(List<BlockKey> keys) {
    long[] values = new long[keys.size()];
    for (int i = 0; i < values.length; i++) {
      OptionalLong value = shelf.find(keys.get(i));
      if (value.isEmpty()) {
        return new Fetched.Missing(i, "it is not here");
      }
      values[i] = value.getAsLong();
    }
    return new Fetched.Values(values);
  }

  private void answered(TaskRun.Request request, Fetched found) {
    if (found instanceof Fetched.Values all) {
      run.took(request, all.values());
    } else if (found instanceof Fetched.Missing missing && failure == null) {
      failure = TaskRun.failed(request, missing.position(), missing.why());
    }
    if (--open == 0) {
      done.ended(failure);
    }
  }
}
