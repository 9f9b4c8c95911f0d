package dev.firesteel.scheduler.placement;

import dev.firesteel.api.backend.PendingReason;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.api.topology.LocalityLevel;
import dev.firesteel.dataset.status.TimeSpan;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Why a pending task has no place now. Each says it in words. */
public sealed interface Veto {
  /** A sentence for people. */
  String text();

  /** No executor has registered. */
  record NoExecutor(int starting) implements Veto {
    @Override
    public String text() {
      return starting == 0
          ? "no executor has registered"
          : "no executor has registered; " + starting + " are starting";
    }
  }

  /**
   * All slots are in use.
   *
   * @param slots all
   * @param users who uses how many of them, most first, such as {@code 5 by job-3}
   * @param cancelled those whose tasks were cancelled and have not ended
   */
  record SlotsBusy(int slots, List<String> users, int cancelled) implements Veto {
    /** Copies the list. */
    public SlotsBusy {
      users = List.copyOf(users);
    }

    @Override
    public String text() {
      String busy = slots == 1 ? "the only slot is busy" : "all " + slots + " slots are busy";
      String by = users.isEmpty() ? "" : " (" + String.join(", ", users) + ")";
      return cancelled == 0
          ? busy + by
          : busy + by + ", " + cancelled + " with cancelled tasks that do not end";
    }
  }

  /** Slots are free, and the tasks are about to get them. */
  record AboutToRun() implements Veto {
    @Override
    public String text() {
      return "slots are free; they are about to run";
    }
  }

  /**
   * A stage whose output it reads is not complete.
   *
   * @param parent the stage
   * @param done its tasks that are done
   * @param tasks its tasks; 0 if it has not begun
   */
  record AwaitsStage(StageId parent, int done, int tasks) implements Veto {
    @Override
    public String text() {
      return "waits for "
          + parent
          + (tasks == 0
              ? ", which has not begun"
              : " (" + done + " of " + tasks + (tasks == 1 ? " task" : " tasks") + " done)");
    }
  }

  /** A slot nearer to the data is awaited. */
  record AwaitsLocality(LocalityLevel level, long leftMillis) implements Veto {
    @Override
    public String text() {
      return "waiting for "
          + level.name().toLowerCase(Locale.ROOT)
          + " locality, "
          + TimeSpan.text(Duration.ofMillis(leftMillis))
          + " left";
    }
  }

  /**
   * An executor or a host is excluded.
   *
   * @param place which
   * @param why a clause for people
   */
  record ExcludedPlace(String place, String why, long leftMillis) implements Veto {
    @Override
    public String text() {
      return "excluded "
          + place
          + ": "
          + why
          + ", "
          + TimeSpan.text(Duration.ofMillis(leftMillis))
          + " left";
    }
  }

  /** Executors on which tasks of the stage fail. */
  record AvoidsExecutors(List<ExecutorId> executors) implements Veto {
    /** Copies the list. */
    public AvoidsExecutors {
      executors = List.copyOf(executors);
    }

    @Override
    public String text() {
      return "avoids " + executors + ", where its tasks failed";
    }
  }

  /** Other pools have less for their weight. */
  record PoolHasShare(String pool, int running) implements Veto {
    @Override
    public String text() {
      return "pool " + pool + " has its share (" + running + " running)";
    }
  }

  /** What the cluster offers does not do. */
  record OffersDoNotDo(String why) implements Veto {
    @Override
    public String text() {
      return why;
    }
  }

  /** The cluster gives no executor. */
  record ClusterSays(PendingReason reason) implements Veto {
    @Override
    public String text() {
      return "the cluster gives no executor: " + reason.detail();
    }
  }

  /** The cluster has not accepted the application, or is away. */
  record NotConnected() implements Veto {
    @Override
    public String text() {
      return "the cluster is not connected";
    }
  }
}
