package dev.firesteel.simulation.check;

import dev.firesteel.api.backend.ProfileDemand;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.scheduler.machine.Action;
import dev.firesteel.scheduler.plan.JobPlan;
import dev.firesteel.scheduler.plan.StagePlan;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/** Hosts are hinted for work that there is, and only while executors are missing. */
final class HintCheck implements Check {
  private final Ledger ledger;
  private final Tally tally;

  HintCheck(Ledger ledger, Tally tally) {
    this.ledger = ledger;
    this.tally = tally;
  }

  @Override
  public void action(Action action) {
    if (action instanceof Action.Declare declare) {
      for (ProfileDemand demand : declare.demand().profiles()) {
        if (!demand.hostHints().isEmpty()) {
          hinted(demand);
          tally.holds(
              Invariant.HINTED,
              Collections.disjoint(declare.demand().excludedHosts(), demand.hostHints().keySet()),
              () -> declare + " hints excluded hosts");
        }
      }
    }
  }

  private void hinted(ProfileDemand demand) {
    Map<HostName, Integer> wishes = new HashMap<>();
    for (JobPlan job : ledger.jobs.values()) {
      for (StagePlan stage : job.stages()) {
        if (stage.profile().equals(demand.profile().id())) {
          count(stage, wishes);
        }
      }
    }
    demand
        .hostHints()
        .forEach(
            (host, tasks) ->
                tally.holds(
                    Invariant.HINTED,
                    0 < tasks && tasks <= wishes.getOrDefault(host, 0),
                    () -> demand + " where tasks at most wish " + wishes));
    long attached = ledger.executors.values().stream().filter(Books::attached).count();
    tally.holds(
        Invariant.HINTED,
        attached < demand.executors(),
        () -> demand + " while " + attached + " executors are there");
  }

  private static void count(StagePlan stage, Map<HostName, Integer> wishes) {
    for (int partition : stage.partitions()) {
      stage.preferences().hosts(partition).hosts().forEach(h -> wishes.merge(h, 1, Integer::sum));
    }
  }
}
