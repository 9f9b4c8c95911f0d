package dev.firesteel.simulation.check;

import dev.firesteel.api.backend.Offer;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.Placement;
import dev.firesteel.api.topology.RackName;
import dev.firesteel.dataset.status.InputLocality;
import dev.firesteel.dataset.status.LocalityStatus;
import dev.firesteel.dataset.status.NotLocalReason;
import dev.firesteel.scheduler.executors.Nearness;
import dev.firesteel.scheduler.health.Exclusion;
import dev.firesteel.scheduler.machine.Action;
import dev.firesteel.scheduler.machine.Event;
import dev.firesteel.scheduler.machine.Notice;
import dev.firesteel.scheduler.plan.StagePlan;
import dev.firesteel.scheduler.plan.WishedHosts;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Levels and reasons that are told of attempts are true, and the counts at the end are those of the
 * attempts that reported. Where partitions are kept, only what may be kept where is known here.
 */
final class LocalityCheck implements Check {
  private final Ledger ledger;
  private final Tally tally;
  private final Map<OfferId, Placement> offers = new HashMap<>();
  private final Map<ExecutorId, HostName> hosts = new LinkedHashMap<>();
  private final Map<HostName, RackName> racks = new HashMap<>();
  private final Set<Exclusion.Place> excluded = new LinkedHashSet<>();
  private final Set<TaskId> copies = new HashSet<>();
  private final Map<TaskId, Nearness> placed = new HashMap<>();
  private final Map<InputLocality, Long> tasks = new EnumMap<>(InputLocality.class);
  private final Map<InputLocality, Long> bytes = new EnumMap<>(InputLocality.class);
  private long answers;

  LocalityCheck(Ledger ledger, Tally tally) {
    this.ledger = ledger;
    this.tally = tally;
  }

  @Override
  public void event(Event event) {
    if (event instanceof Event.Offered offered) {
      for (Offer offer : offered.offers()) {
        offers.put(offer.id(), offer.at());
      }
    } else if (event instanceof Event.Connected connected) {
      connected.survivors().forEach(survivor -> at(survivor.executor(), survivor.at()));
    } else if (event instanceof Event.JobSubmitted submitted) {
      submitted.plan().stages().forEach(this::learn);
    }
    for (Ledger.Report report : ledger.reports) {
      Nearness near = placed.get(report.attempt().task);
      if (near != null && report.good()) {
        tasks.merge(near.level(), 1L, Long::sum);
        bytes.merge(near.level(), report.report().metrics().inputBytes(), Long::sum);
      }
    }
  }

  private void learn(StagePlan stage) {
    for (int partition : stage.partitions()) {
      WishedHosts wished = stage.preferences().hosts(partition);
      for (int i = 0; i < wished.racks().size(); i++) {
        racks.putIfAbsent(wished.hosts().get(i), wished.racks().get(i));
      }
    }
  }

  private void at(ExecutorId executor, Placement at) {
    hosts.putIfAbsent(executor, at.host());
    if (!at.rack().equals(RackName.DEFAULT)) {
      racks.put(at.host(), at.rack());
    }
  }

  @Override
  public void action(Action action) {
    if (action instanceof Action.Launch launch) {
      for (Action.NewExecutor executor : launch.executors()) {
        at(executor.executor(), executor.at());
        tally.holds(
            Invariant.NEAR_AS_TOLD,
            executor.at().equals(offers.get(launch.offer())),
            () -> launch + " where the offer is not");
      }
    } else if (action instanceof Action.RunTasks run) {
      run.attempts().forEach(attempt -> run(run, attempt));
    } else if (action instanceof Action.Answer) {
      answers++;
    } else if (action instanceof Action.Tell tell) {
      told(tell.notice());
    }
  }

  private void told(Notice notice) {
    if (notice instanceof Notice.Excluded begun) {
      excluded.add(begun.exclusion().place());
    } else if (notice instanceof Notice.ExclusionEnded over) {
      excluded.remove(over.exclusion().place());
    } else if (notice instanceof Notice.TaskSpeculated copied) {
      copies.add(copied.copy());
    } else if (notice instanceof Notice.JobRan ran) {
      reasoned(ran.locality());
    } else if (notice instanceof Notice.SessionRan ran) {
      reasoned(ran.locality());
      counted(ran.locality());
    }
  }

  private void reasoned(LocalityStatus counts) {
    long reasons = counts.notLocal().values().stream().mapToLong(n -> n).sum();
    tally.holds(
        Invariant.NEAR_AS_TOLD, reasons == counts.away(), () -> counts + " lack reasons, or tasks");
  }

  /** What reported in the event that ended its job may count or not. */
  private void counted(LocalityStatus counts) {
    long sum = 0;
    for (InputLocality level : InputLocality.values()) {
      LocalityStatus.Amount amount = counts.at(level);
      sum += amount.tasks();
      tally.holds(
          Invariant.NEAR_AS_TOLD,
          amount.tasks() <= tasks.getOrDefault(level, 0L)
              && amount.bytes() <= bytes.getOrDefault(level, 0L),
          () -> amount + " at " + level + " where reported are " + tasks + " with " + bytes);
    }
    long all = sum;
    tally.holds(
        Invariant.NEAR_AS_TOLD,
        all >= answers,
        () -> all + " tasks are counted where " + answers + " answered");
  }

  private void run(Action.RunTasks run, Action.Attempt attempt) {
    StagePlan plan = ledger.plan(run.stage(), run.program());
    HostName host = hosts.get(run.executor());
    placed.put(attempt.task(), attempt.near());
    if (plan == null || host == null) {
      return; // other checks complain
    }
    WishedHosts wished = plan.preferences().hosts(attempt.partition());
    Set<ExecutorId> keepers = new LinkedHashSet<>();
    for (StagePlan.Persisted persisted : plan.persisted()) {
      keepers.addAll(ledger.maybeKept.at(persisted.dataset(), attempt.partition()));
    }
    Set<HostName> near = new LinkedHashSet<>(wished.hosts());
    keepers.forEach(keeper -> near.add(hosts.getOrDefault(keeper, host)));
    Nearness told = attempt.near();
    boolean right =
        switch (told.level()) {
          case PROCESS -> keepers.contains(run.executor());
          case NODE -> near.contains(host);
          case RACK -> near.stream().anyMatch(other -> sameRack(host, other));
          case ANY -> !wished.hosts().contains(host) || !keepers.isEmpty();
          case NO_PREFERENCE -> wished.hosts().isEmpty();
        };
    tally.holds(
        Invariant.NEAR_AS_TOLD,
        right,
        () -> attempt + " on " + host + " of " + run + ", wished " + wished + ", kept " + keepers);
    boolean unsure = !keepers.isEmpty() && told.why() == NotLocalReason.NO_EXECUTOR;
    if (told.why() != null && !unsure) {
      tally.holds(
          Invariant.NEAR_AS_TOLD,
          reasonHolds(told.why(), attempt.task(), near),
          () -> attempt + " of " + run + ", wished " + near + ", excluded are " + excluded);
    }
  }

  private boolean sameRack(HostName host, HostName other) {
    RackName rack = racks.get(host);
    return rack != null && rack.equals(racks.get(other));
  }

  private boolean reasonHolds(NotLocalReason why, TaskId task, Iterable<HostName> wished) {
    if (copies.contains(task)) {
      return why == NotLocalReason.SPECULATIVE;
    }
    Set<NotLocalReason> possible = new HashSet<>();
    for (HostName host : wished) {
      if (excluded.contains(new Exclusion.OfHost(host))) {
        possible.add(NotLocalReason.EXCLUDED);
      }
      hosts.forEach(
          (executor, at) -> {
            if (at.equals(host)) {
              possible.addAll(reasons(executor, at));
            }
          });
    }
    if (why == NotLocalReason.NO_EXECUTOR) {
      return possible.isEmpty();
    }
    return possible.contains(why);
  }

  private List<NotLocalReason> reasons(ExecutorId executor, HostName at) {
    return switch (ledger.books(executor).life) {
      case ATTACHED ->
          excluded.contains(new Exclusion.OfHost(at))
                  || excluded.contains(new Exclusion.OfExecutor(executor, at))
              ? List.of(NotLocalReason.EXCLUDED)
              : List.of(
                  NotLocalReason.FAILED_THERE,
                  NotLocalReason.TAKEN_OVER,
                  NotLocalReason.NO_WAIT,
                  NotLocalReason.BUSY);
      case DRAINING -> List.of(NotLocalReason.DRAINING);
      case EXPECTED, SEVERED, ENDED -> List.of();
    };
  }
}
