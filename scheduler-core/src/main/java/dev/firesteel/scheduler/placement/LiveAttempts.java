package dev.firesteel.scheduler.placement;

import dev.firesteel.scheduler.executors.RunningAttempt;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of a task set's tasks that executors have: at most one for most tasks, kept in an
 * array, and a second one for the few tasks that were copied.
 */
final class LiveAttempts {
  private final @Nullable RunningAttempt[] first;
  private final Map<Integer, RunningAttempt> copies = new HashMap<>(2);

  LiveAttempts(int tasks) {
    first = new RunningAttempt[tasks];
  }

  @Nullable RunningAttempt of(int index) {
    return first[index];
  }

  /** Tasks that two executors have. */
  int copied() {
    return copies.size();
  }

  void put(RunningAttempt attempt) {
    first[attempt.index()] = attempt;
  }

  void putCopy(RunningAttempt attempt) {
    copies.put(attempt.index(), attempt);
  }

  /** Removes an attempt; returns the other one of its task that goes on, if there is one. */
  @Nullable RunningAttempt remove(RunningAttempt attempt) {
    int index = attempt.index();
    RunningAttempt copy = copies.isEmpty() ? null : copies.remove(index);
    if (first[index] == attempt) {
      first[index] = copy;
    } else if (copy != attempt) {
      throw new IllegalStateException(
          "Cannot remove " + attempt.task() + ": its task set does not know it");
    }
    return first[index];
  }

  /** Forgets the attempts of a task. */
  void clear(int index) {
    first[index] = null;
    if (!copies.isEmpty()) {
      copies.remove(index);
    }
  }

  /** Each, by task; of one task the copy comes last. */
  void forEach(Consumer<RunningAttempt> step) {
    for (int i = 0; i < first.length; i++) {
      RunningAttempt attempt = first[i];
      if (attempt != null) {
        step.accept(attempt);
        RunningAttempt copy = copies.isEmpty() ? null : copies.get(i);
        if (copy != null) {
          step.accept(copy);
        }
      }
    }
  }
}
