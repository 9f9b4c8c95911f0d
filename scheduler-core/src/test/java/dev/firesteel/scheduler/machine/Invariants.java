package dev.firesteel.scheduler.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.Offer;
import dev.firesteel.api.id.AccumulatorId;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.JobId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.protocol.message.BlockName;
import dev.firesteel.protocol.message.CopyOrder;
import dev.firesteel.protocol.message.TaskReport;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.scheduler.copies.Copies;
import dev.firesteel.scheduler.health.Exclusion;
import dev.firesteel.scheduler.plan.JobPlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What must hold after every event, whatever happens. */
final class Invariants {
  private final int target;
  private final Map<JobId, JobPlan> active = new LinkedHashMap<>();
  private final Map<JobId, Set<Integer>> answers = new HashMap<>();
  private final Map<JobId, JobPlan> succeeded = new LinkedHashMap<>();
  private final Set<ExecutorId> launched = new HashSet<>();
  private final Set<ExecutorId> attached = new HashSet<>();
  private final Set<ExecutorId> alive = new HashSet<>();
  private final Map<TaskId, List<Object>> live = new HashMap<>();
  private final Set<TaskId> seen = new HashSet<>();
  private final Set<TaskId> copies = new HashSet<>();
  private final Set<ExecutorId> excluded = new HashSet<>();
  private SortedSet<HostName> excludedHosts = new TreeSet<>();
  private final Map<AccumulatorId, Integer> merged = new HashMap<>();
  private final Map<BlockName, ExecutorId> copying = new HashMap<>();
  private final Map<Long, Integer> forgotten = new HashMap<>();

  Invariants(int target) {
    this.target = target;
  }

  void submitted(JobPlan plan) {
    active.put(plan.job(), plan);
    answers.put(plan.job(), new TreeSet<>());
  }

  boolean allEnded() {
    return active.isEmpty();
  }

  Set<JobId> active() {
    return active.keySet();
  }

  void check(Event event, List<Action> actions) {
    before(event);
    actions.forEach(this::check);
    if (event instanceof Event.Offered offered) {
      everyOfferIsAnswered(offered, actions);
      for (Offer offer : offered.offers()) {
        if (excludedHosts.contains(offer.at().host())) {
          assertThat(actions)
              .as("offers of excluded hosts are declined")
              .anyMatch(a -> a instanceof Action.Decline d && d.offer().equals(offer.id()));
        }
      }
    }
    noTaskIsInTwoHands();
  }

  private void before(Event event) {
    if (event instanceof Event.ShuffleForgotten shuffle) {
      forgotten.merge((long) shuffle.shuffle().value(), 1, Integer::sum);
    } else if (event instanceof Event.Lost lost) {
      attached.remove(lost.executor());
      alive.remove(lost.executor());
      takeFrom(lost.executor());
    } else if (event instanceof Event.TasksEnded ended && attached.contains(ended.executor())) {
      ended.reports().forEach(this::ended);
    } else if (event instanceof Event.TasksReturned back && attached.contains(back.executor())) {
      back.tasks().forEach(live::remove);
    } else if (event instanceof Event.BlocksCopied copied) {
      copied.reports().forEach(report -> copying.remove(report.block(), copied.executor()));
    } else if (event instanceof Event.Registered registered
        && alive.contains(registered.executor())) {
      attached.add(registered.executor());
    }
  }

  private void ended(TaskReport report) {
    List<Object> where = live.remove(report.task());
    boolean good =
        report.outcome() instanceof TaskReport.Outcome.Answered
            || report.outcome() instanceof TaskReport.Outcome.MapWritten;
    if (where != null && good) { // nobody waits for the other attempt
      live.values().removeIf(other -> other.subList(1, 3).equals(where.subList(1, 3)));
    }
  }

  private void takeFrom(ExecutorId executor) {
    live.values().removeIf(where -> where.get(0).equals(executor));
    copying.values().removeIf(executor::equals);
  }

  private void check(Action action) {
    if (action instanceof Action.Answer answer) {
      assertThat(active).as("answers only of active jobs").containsKey(answer.job());
      assertThat(answers.get(answer.job()).add(answer.partition()))
          .as("partition %s of %s is answered once", answer.partition(), answer.job())
          .isTrue();
    } else if (action instanceof Action.JobSucceeded done) {
      JobPlan plan = active.remove(done.job());
      assertThat(plan).as("%s ends once", done.job()).isNotNull();
      assertThat(answers.get(done.job())).hasSize(plan.resultStage().partitions().length);
      succeeded.put(done.job(), plan);
    } else if (action instanceof Action.JobFailed failed) {
      assertThat(active.remove(failed.job())).as("%s ends once", failed.job()).isNotNull();
      assertThat(failed.message()).isNotBlank();
    } else if (action instanceof Action.Launch launch) {
      for (Action.NewExecutor executor : launch.executors()) {
        assertThat(launched.add(executor.executor())).as("an executor id is new").isTrue();
        alive.add(executor.executor());
      }
      assertThat(alive).as("no more executors than wanted").hasSizeLessThanOrEqualTo(target);
    } else if (action instanceof Action.Release release) {
      alive.remove(release.executor());
      attached.remove(release.executor());
      takeFrom(release.executor());
    } else if (action instanceof Action.RunTasks run) {
      assertThat(attached).as("tasks go to registered executors").contains(run.executor());
      assertThat(excluded).as("excluded executors get no tasks").doesNotContain(run.executor());
      assertThat(run.attempts()).isNotEmpty();
      for (Action.Attempt attempt : run.attempts()) {
        assertThat(seen.add(attempt.task())).as("an attempt's id is new").isTrue();
        live.put(attempt.task(), List.of(run.executor(), run.stage(), attempt.partition()));
      }
    } else if (action instanceof Action.SendProgram send) {
      assertThat(attached).contains(send.executor());
    } else if (action instanceof Action.Send send) {
      assertThat(attached).contains(send.executor());
      if (send.message() instanceof ToExecutor.CopyBlocks copy) {
        copy.orders().forEach(order -> ordered(send.executor(), order));
      }
      if (send.message() instanceof ToExecutor.CancelTasks cancel) {
        cancel.tasks().forEach(live::remove);
      }
    } else if (action instanceof Action.Declare declare) {
      excludedHosts = declare.demand().excludedHosts();
    } else if (action instanceof Action.Tell tell
        && tell.notice() instanceof Notice.Excluded news
        && news.exclusion().place() instanceof Exclusion.OfExecutor place) {
      excluded.add(place.executor());
    } else if (action instanceof Action.Tell tell
        && tell.notice() instanceof Notice.ExclusionEnded news
        && news.exclusion().place() instanceof Exclusion.OfExecutor place) {
      excluded.remove(place.executor());
    } else if (action instanceof Action.Tell tell
        && tell.notice() instanceof Notice.TaskSpeculated copied) {
      copies.add(copied.copy());
    } else if (action instanceof Action.Tell tell
        && tell.notice() instanceof Notice.StageEnded ended) {
      live.values().removeIf(where -> where.get(1).equals(ended.stage()));
    } else if (action instanceof Action.MergeAccumulators merge) {
      merge.states().forEach(state -> merged.merge(state.accumulator(), 1, Integer::sum));
    }
  }

  private void ordered(ExecutorId to, CopyOrder order) {
    assertThat(order.from().owner()).as("nobody copies from itself").isNotEqualTo(to);
    assertThat(copying.put(order.block(), to)).as("one copy of %s", order.block()).isNull();
    assertThat(Collections.frequency(copying.values(), to)).isLessThanOrEqualTo(Copies.MOST_IN);
  }

  private static void everyOfferIsAnswered(Event.Offered offered, List<Action> actions) {
    List<OfferId> answered = new ArrayList<>();
    for (Action action : actions) {
      if (action instanceof Action.Launch launch) {
        answered.add(launch.offer());
      } else if (action instanceof Action.Decline decline) {
        answered.add(decline.offer());
      }
    }
    assertThat(answered)
        .containsExactlyInAnyOrderElementsOf(offered.offers().stream().map(Offer::id).toList());
  }

  private void noTaskIsInTwoHands() {
    Map<List<Object>, List<TaskId>> tasks = new HashMap<>();
    live.forEach(
        (task, where) ->
            tasks.computeIfAbsent(where.subList(1, 3), w -> new ArrayList<>()).add(task));
    for (List<TaskId> attempts : tasks.values()) {
      if (attempts.size() > 1) {
        assertThat(attempts).as("one live attempt and one copy").hasSize(2);
        assertThat(copies).as("the later one is a copy").contains(Collections.max(attempts));
        assertThat(attempts.stream().map(task -> live.get(task).get(0)).distinct()).hasSize(2);
      }
    }
  }

  /** At the end: what counts once counted once; a forgotten shuffle may be written anew. */
  void complete() {
    merged.forEach(
        (accumulator, times) ->
            assertThat(times)
                .as("times that %s was merged", accumulator)
                .isLessThanOrEqualTo(1 + forgotten.getOrDefault(accumulator.value() / 1000, 0)));
    for (JobPlan plan : succeeded.values()) {
      StageId stage = plan.resultStage().stage();
      for (int partition : plan.resultStage().partitions()) {
        assertThat(merged.get(new AccumulatorId(stage.value() * 1000L + partition)))
            .as("accumulators of %s partition %s", stage, partition)
            .isEqualTo(1);
      }
    }
  }

  /** Tasks that got a second attempt. */
  int copied() {
    return copies.size();
  }

  int succeeded() {
    return succeeded.size();
  }
}
