package dev.firesteel.simulation.check;

import dev.firesteel.protocol.message.TaskReport;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.scheduler.machine.Action;
import dev.firesteel.scheduler.machine.Event;
import dev.firesteel.scheduler.plan.JobPlan;
import dev.firesteel.scheduler.plan.StagePlan;
import dev.firesteel.simulation.lineage.Digests;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** All events and actions of a run: counted, digested, and the last of them remembered. */
public final class History {
  private static final int LAST = 40;

  private final Deque<String> last = new ArrayDeque<>();
  private final Consumer<String> trace;
  private final Digest digest;
  private long events;
  private long actions;
  private long value;

  /** Whether the digest covers every word, which costs time, or the kinds and times only. */
  public enum Digest {
    /** Every word. */
    FULL,
    /** Kinds and times. */
    KINDS
  }

  /**
   * Nothing happened yet.
   *
   * @param trace gets every line
   */
  public History(Digest digest, Consumer<String> trace) {
    this.digest = digest;
    this.trace = trace;
  }

  void event(long now, Event event) {
    events++;
    value = Digests.mix(value, now);
    note(event.getClass(), () -> seconds(now) + " #" + events + " " + describe(event));
  }

  void actions(List<Action> all) {
    for (Action action : all) {
      actions++;
      note(action.getClass(), () -> "    -> " + describe(action));
    }
  }

  /** Something that is neither event nor action. */
  public void remark(long now, String text) {
    note(String.class, () -> seconds(now) + " -- " + text);
  }

  private void note(Class<?> kind, java.util.function.Supplier<String> line) {
    if (digest == Digest.FULL) {
      String text = line.get();
      value = Digests.mix(value, Digests.of(text.getBytes(StandardCharsets.UTF_8)));
      trace.accept(text);
      last.add(text);
      if (last.size() > LAST) {
        last.remove();
      }
    } else {
      value = Digests.mix(value, kind.getSimpleName().hashCode());
    }
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.6f", nanos / 1e9);
  }

  private static String describe(Event event) {
    if (event instanceof Event.JobSubmitted submitted) {
      return "JobSubmitted " + describe(submitted.plan());
    } else if (event instanceof Event.TasksEnded ended) {
      List<String> reports = new ArrayList<>();
      for (TaskReport report : ended.reports()) {
        reports.add(
            report.task()
                + " "
                + report.outcome().getClass().getSimpleName()
                + (report.outcome() instanceof TaskReport.Outcome.FetchFailed f ? " " + f : "")
                + (report.kept().isEmpty() ? "" : " kept " + report.kept()));
      }
      return "TasksEnded " + ended.executor() + " " + reports;
    }
    return event.toString();
  }

  private static String describe(JobPlan plan) {
    StringBuilder text = new StringBuilder(plan.job().toString());
    for (StagePlan stage : plan.stages()) {
      text.append(" [").append(stage.stage()).append(' ').append(stage.name());
      text.append(": ").append(stage.partitions().length).append(" tasks run ");
      text.append(stage.program());
      stage.parents().forEach(parent -> text.append(", reads ").append(parent));
      stage.persisted().forEach(kept -> text.append(", keeps ").append(kept.dataset()));
      text.append(']');
    }
    return text.toString();
  }

  private static String describe(Action action) {
    if (action instanceof Action.Answer answer) {
      return "Answer " + answer.job() + " " + answer.partition();
    } else if (action instanceof Action.MergeAccumulators merge) {
      return "MergeAccumulators " + merge.states().size();
    } else if (action instanceof Action.Send send
        && send.message() instanceof ToExecutor.ShuffleOutputs told) {
      return "Send "
          + send.executor()
          + " ShuffleOutputs "
          + told.shuffle()
          + " version "
          + told.version()
          + " "
          + java.util.Arrays.toString(told.serverOfMap())
          + " of "
          + told.servers().stream().map(s -> s.owner().value()).toList();
    }
    return action.toString();
  }

  /** Events so far. */
  public long events() {
    return events;
  }

  /** Actions so far. */
  public long actions() {
    return actions;
  }

  /** A digest of everything so far. */
  public long digest() {
    return value;
  }

  /** The last events and actions; empty unless the digest is full. */
  public List<String> last() {
    return List.copyOf(last);
  }
}
