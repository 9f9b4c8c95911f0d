package dev.firesteel.scheduler.machine;

import dev.firesteel.api.backend.PendingReason;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.dataset.status.WaitReason;
import dev.firesteel.scheduler.dag.Stage;
import dev.firesteel.scheduler.dag.StageState;
import dev.firesteel.scheduler.demand.Demand;
import dev.firesteel.scheduler.demand.ExecutorTarget;
import dev.firesteel.scheduler.executors.Executor;
import dev.firesteel.scheduler.placement.TaskSet;
import dev.firesteel.scheduler.placement.Veto;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Why something is pending: the one place that finds the reasons, for the log, for {@code
 * Session.status} and for the command line. Changes nothing; takes time in proportion to executors
 * and their tasks, so it is only asked when somebody wants to know.
 */
final class Why {
  private static final int MOST_EXCLUDED = 3;

  private final World world;
  private final Demand demand;
  private final Map<ProfileId, List<PendingReason>> cluster = new LinkedHashMap<>();

  Why(World world, Demand demand) {
    this.world = world;
    this.demand = demand;
  }

  /** The cluster's reasons, replacing what it said before. */
  void pending(ProfileId profile, List<PendingReason> why) {
    cluster.put(profile, List.copyOf(why));
  }

  /**
   * Whether tasks wait for executors of which not even one starts, for a reason of the cluster's
   * that time does not mend. What is excluded here comes back with time.
   */
  boolean hopeless() {
    return world.exclusions.all().isEmpty()
        && world.stages.values().stream()
            .map(Stage::tasks)
            .anyMatch(set -> set != null && set.pending() > 0 && never(set.plan().profile()));
  }

  private boolean never(ProfileId profile) {
    return cluster.getOrDefault(profile, List.of()).stream().anyMatch(why -> why.kind().lasts())
        && world.executors.readySlots(profile) == 0
        && starting(profile) == 0;
  }

  /** Why a stage has not begun, or why its pending tasks have no place, with their number. */
  List<WaitReason> waits(Stage stage, SessionState session) {
    TaskSet set = stage.tasks();
    if (stage.state() == StageState.WAITING) {
      int held = set == null ? stage.plan().partitions().length : set.pending();
      return reasons(Math.max(1, held), awaited(stage));
    }
    return set == null || set.pending() == 0
        ? List.of()
        : reasons(set.pending(), vetoes(set, session));
  }

  private static List<WaitReason> reasons(int count, List<Veto> vetoes) {
    return vetoes.stream().map(veto -> new WaitReason(veto.text(), count)).toList();
  }

  private List<Veto> awaited(Stage stage) {
    List<Veto> vetoes = new ArrayList<>();
    for (Stage writer : world.stages.values()) {
      if (writer.readers().contains(stage) && writer.state() != StageState.DONE) {
        TaskSet set = writer.tasks();
        vetoes.add(
            new Veto.AwaitsStage(
                writer.id(), set == null ? 0 : set.done(), set == null ? 0 : set.size()));
      }
    }
    return vetoes;
  }

  private List<Veto> vetoes(TaskSet set, SessionState session) {
    ProfileId profile = set.plan().profile();
    List<Veto> vetoes = new ArrayList<>();
    int slots = world.executors.readySlots(profile);
    if (slots == 0) {
      if (session != SessionState.CONNECTED) {
        vetoes.add(new Veto.NotConnected());
      }
      vetoes.add(new Veto.NoExecutor(starting(profile)));
      vetoes.addAll(unmet(profile));
    } else if (set.waitsForLocality(world.now)) {
      long left = Math.max(0, set.localityDueAt() - world.now) / 1_000_000;
      vetoes.add(new Veto.AwaitsLocality(set.localityLevel(), left));
    } else {
      SlotUse use = SlotUse.of(world, profile);
      vetoes.add(
          use.busy() < slots
              ? new Veto.AboutToRun()
              : new Veto.SlotsBusy(slots, use.users(), use.cancelled()));
      world.backlog.othersFirst(set).ifPresent(vetoes::add);
    }
    if (!set.avoidance().avoided().isEmpty()) {
      vetoes.add(
          new Veto.AvoidsExecutors(set.avoidance().avoided().stream().map(Executor::id).toList()));
    }
    vetoes.addAll(excluded());
    return vetoes;
  }

  /** Why executors of a profile that are wanted are not there, with their number. */
  List<WaitReason> missing(ExecutorTarget target) {
    int missing = demand.missing(target);
    if (missing == 0) {
      return List.of();
    }
    List<Veto> vetoes = unmet(target.profile().id());
    vetoes.addAll(excluded());
    return reasons(missing, vetoes);
  }

  private List<Veto> unmet(ProfileId profile) {
    List<Veto> vetoes = new ArrayList<>();
    for (ExecutorTarget target : demand.targets()) {
      if (target.profile().id().equals(profile)) {
        demand.refusals(target.profile()).forEach(why -> vetoes.add(new Veto.OffersDoNotDo(why)));
      }
    }
    for (PendingReason reason : cluster.getOrDefault(profile, List.of())) {
      vetoes.add(new Veto.ClusterSays(reason));
    }
    return vetoes;
  }

  /** The places that are excluded, longest first. */
  private List<Veto> excluded() {
    return world.exclusions.all().stream()
        .limit(MOST_EXCLUDED)
        .<Veto>map(
            exclusion ->
                new Veto.ExcludedPlace(
                    exclusion.place().toString(), exclusion.why(), exclusion.leftMillis(world.now)))
        .toList();
  }

  private int starting(ProfileId profile) {
    return (int)
        world.executors.all().stream()
            .filter(Executor::expected)
            .filter(executor -> executor.profile().equals(profile))
            .count();
  }
}
