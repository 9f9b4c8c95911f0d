package dev.firesteel.simulation.check;

import dev.firesteel.api.backend.Offer;
import dev.firesteel.api.backend.ProfileDemand;
import dev.firesteel.api.backend.ReleaseMode;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.scheduler.machine.Action;
import dev.firesteel.scheduler.machine.Event;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Offers, demand, and silence after the stop. */
final class ClusterCheck implements Check {
  private final Ledger ledger;
  private final Tally tally;
  private final Set<OfferId> open = new LinkedHashSet<>();
  private final Set<ExecutorId> launched = new HashSet<>();
  private int wanted;
  private boolean stopped;
  private boolean stopping;

  ClusterCheck(Ledger ledger, Tally tally) {
    this.ledger = ledger;
    this.tally = tally;
  }

  @Override
  public void event(Event event) {
    if (event instanceof Event.Offered offered && !stopped) {
      offered.offers().stream().map(Offer::id).forEach(open::add);
    } else if (event instanceof Event.Connected connected) {
      connected.survivors().forEach(survivor -> launched.add(survivor.executor()));
    } else if (event instanceof Event.Stopping) {
      stopping = true;
    }
  }

  @Override
  public void action(Action action) {
    if (stopped) {
      tally.holds(
          Invariant.NOTHING_OUTLIVES,
          action instanceof Action.JobFailed
              || action instanceof Action.TellStatus
              || action instanceof Action.CloseChannel,
          () -> action + " after the stop");
    }
    if (action instanceof Action.Declare declare) {
      wanted = declare.demand().profiles().stream().mapToInt(ProfileDemand::executors).sum();
    } else if (action instanceof Action.Decline decline) {
      answered(decline.offer());
    } else if (action instanceof Action.Release release
        && release.mode() == ReleaseMode.GRACEFUL
        && !ledger.books(release.executor()).goes) {
      List<String> only = ledger.onlyAt(release.executor());
      tally.holds(Invariant.NOTHING_LOST, only.isEmpty(), () -> release + " loses " + only);
    } else if (action instanceof Action.Launch launch) {
      answered(launch.offer());
      tally.holds(
          Invariant.OFFERS_ANSWERED,
          !launch.executors().isEmpty(),
          () -> "nothing is launched on " + launch.offer());
      for (Action.NewExecutor executor : launch.executors()) {
        tally.holds(
            Invariant.WITHIN_DEMAND,
            launched.add(executor.executor()),
            () -> executor.executor() + " is launched twice");
      }
      long living =
          ledger.executors.values().stream()
              .filter(b -> b.life == Books.Life.EXPECTED || b.life == Books.Life.ATTACHED)
              .count();
      tally.holds(
          Invariant.WITHIN_DEMAND,
          living + launch.executors().size() <= wanted,
          () -> launch + " beside " + living + " executors, where " + wanted + " are wanted");
    }
  }

  private void answered(OfferId offer) {
    tally.holds(
        Invariant.OFFERS_ANSWERED, open.remove(offer), () -> offer + " is answered but not open");
  }

  @Override
  public void after(Event event) {
    if (event instanceof Event.Offered) {
      tally.holds(Invariant.OFFERS_ANSWERED, open.isEmpty(), () -> open + " are held");
    }
    open.clear();
    stopped |= stopping;
  }
}
