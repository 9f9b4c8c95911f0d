package dev.firesteel.simulation;

import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.id.JobId;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.dataset.lineage.JobOptions;
import dev.firesteel.scheduler.machine.Event;
import dev.firesteel.scheduler.plan.JobPlan;
import dev.firesteel.simulation.fault.Climate;
import dev.firesteel.simulation.fault.Fault;
import dev.firesteel.simulation.lineage.Lineage;
import dev.firesteel.simulation.lineage.ModelDataset;
import dev.firesteel.simulation.lineage.ModelPlanner;
import dev.firesteel.simulation.lineage.ModelShuffle;
import dev.firesteel.simulation.world.Dice;
import dev.firesteel.simulation.world.Timeline;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The threads of a program: they submit jobs, cancel, persist, unpersist, and forget shuffles. */
final class Users {
  private static final long MILLISECOND = 1_000_000;
  private static final long SECOND = 1_000 * MILLISECOND;

  private final Timeline time;
  private final Dice dice;
  private final Climate climate;
  private final Lineage lineage;
  private final ModelPlanner planner;
  private final Side side;
  private final Consumer<Event> loop;
  private final Set<ShuffleId> forgotten = new HashSet<>();
  private final long gap;
  private int submitted;
  private int left;

  Users(
      Timeline time,
      Dice dice,
      Climate climate,
      Lineage lineage,
      ModelPlanner planner,
      Side side,
      Consumer<Event> loop) {
    this.time = time;
    this.dice = dice;
    this.climate = climate;
    this.lineage = lineage;
    this.planner = planner;
    this.side = side;
    this.loop = loop;
    this.gap = dice.magnitude(MILLISECOND, 5 * SECOND);
  }

  /** Begins so many threads, which submit so many jobs together. */
  void begin(int threads, int jobs) {
    left = jobs;
    for (int i = 0; i < threads; i++) {
      pause();
    }
  }

  private void pause() {
    time.after(dice.between(1, 2 * gap), this::act);
  }

  private void act() {
    if (left <= 0) {
      return;
    }
    double what = dice.share();
    if (what < 0.15) {
      List<ModelDataset> all = lineage.datasets();
      planner.persisted().add(dice.pick(all).id());
    } else if (what < 0.2 && !planner.persisted().isEmpty()) {
      unpersist(dice.pick(List.copyOf(planner.persisted())));
    } else if (what < 0.23 && !lineage.shuffles().isEmpty()) {
      forget(dice.pick(lineage.shuffles()).id());
    } else if (climate.strikes(Fault.JOB_CANCELLED)) {
      loop.accept(new Event.JobCancelled(new JobId(dice.between(0, submitted)), "by chance"));
    } else if (climate.strikes(Fault.GROUP_CANCELLED)) {
      int which = dice.between(0, 2);
      loop.accept(
          dice.chance(0.5)
              ? new Event.GroupCancelled("group-" + which, "by chance")
              : new Event.TagCancelled("tag-" + which, "by chance"));
    } else if (what < 0.26) {
      loop.accept(new Event.StatusWanted(submitted));
    } else {
      submit();
    }
    pause();
  }

  private void submit() {
    List<ModelDataset> possible =
        lineage.datasets().stream().filter(dataset -> !readsForgotten(dataset)).toList();
    if (possible.isEmpty()) {
      left = 0;
      return;
    }
    left--;
    ModelDataset target = dice.pick(possible);
    int[] all = IntStream.range(0, target.partitions()).toArray();
    int[] some = dice.chance(0.7) ? all : IntStream.of(all).filter(p -> dice.chance(0.6)).toArray();
    JobOptions options = options();
    long most = dice.chance(0.05) ? 4L * all.length : 0;
    JobPlan plan = planner.plan(new JobId(submitted++), target, some, options, most);
    side.submitted(plan);
    loop.accept(new Event.JobSubmitted(plan));
    if (dice.chance(0.02)) {
      long later = dice.magnitude(1, 2 * gap);
      time.after(
          later,
          () -> {
            if (climate.strikes(Fault.JOB_CANCELLED)) {
              loop.accept(new Event.JobCancelled(plan.job(), "by chance"));
            }
          });
    }
  }

  private JobOptions options() {
    JobOptions options = JobOptions.NONE;
    if (dice.chance(0.3)) {
      options = options.withGroup("group-" + dice.between(0, 2));
    }
    if (dice.chance(0.3)) {
      options = options.withTags(new TreeSet<>(Set.of("tag-" + dice.between(0, 2))));
    }
    if (dice.chance(0.6)) {
      options = options.withPool(dice.pick(List.of("a", "b", "c")));
    }
    if (dice.chance(0.02)) {
      options = options.withTimeout(Duration.ofMillis(dice.magnitude(10L, 60_000L)));
    }
    return options;
  }

  private boolean readsForgotten(ModelDataset dataset) {
    for (ModelDataset.Input input : dataset.inputs()) {
      if (input instanceof ModelDataset.Input.Narrow narrow && readsForgotten(narrow.parent())) {
        return true;
      }
      if (input instanceof ModelDataset.Input.Wide wide
          && (forgotten.contains(wide.shuffle().id()) || readsForgotten(wide.shuffle().writer()))) {
        return true;
      }
    }
    return false;
  }

  private void unpersist(DatasetId dataset) {
    planner.persisted().remove(dataset);
    loop.accept(new Event.DatasetForgotten(dataset));
  }

  private void forget(ShuffleId shuffle) {
    if (forgotten.add(shuffle)) {
      planner.forget(shuffle);
      loop.accept(new Event.ShuffleForgotten(shuffle));
    }
  }

  /** Whether all jobs were submitted. */
  boolean done() {
    return left <= 0;
  }

  /** Nothing that was kept or written is wanted any more. */
  void forgetAll() {
    for (ModelDataset dataset : lineage.datasets()) {
      unpersist(dataset.id());
    }
    for (ModelShuffle shuffle : lineage.shuffles()) {
      forget(shuffle.id());
    }
  }
}
