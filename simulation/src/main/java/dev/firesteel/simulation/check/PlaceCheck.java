package dev.firesteel.simulation.check;

import dev.firesteel.api.backend.Offer;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.scheduler.health.Exclusion;
import dev.firesteel.scheduler.machine.Action;
import dev.firesteel.scheduler.machine.Event;
import dev.firesteel.scheduler.machine.Notice;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Places that are excluded are avoided until that ends. */
final class PlaceCheck implements Check {
  private final Tally tally;
  private final Map<OfferId, HostName> offers = new HashMap<>();
  private final Map<ExecutorId, HostName> hosts = new HashMap<>();
  private final Set<Exclusion.Place> excluded = new LinkedHashSet<>();

  PlaceCheck(Tally tally) {
    this.tally = tally;
  }

  @Override
  public void event(Event event) {
    if (event instanceof Event.Offered offered) {
      for (Offer offer : offered.offers()) {
        offers.put(offer.id(), offer.at().host());
      }
    } else if (event instanceof Event.Connected connected) {
      connected.survivors().forEach(e -> hosts.putIfAbsent(e.executor(), e.at().host()));
    }
  }

  @Override
  public void action(Action action) {
    if (action instanceof Action.Tell tell) {
      told(tell.notice());
    } else if (action instanceof Action.Launch launch) {
      HostName host = offers.getOrDefault(launch.offer(), new HostName("unknown"));
      launch.executors().forEach(executor -> hosts.put(executor.executor(), host));
      tally.holds(
          Invariant.AVOIDED,
          !excluded.contains(new Exclusion.OfHost(host)),
          () -> launch + " on " + host);
    } else if (action instanceof Action.RunTasks run) {
      HostName host = hosts.getOrDefault(run.executor(), new HostName("unknown"));
      tally.holds(
          Invariant.AVOIDED,
          !excluded.contains(new Exclusion.OfHost(host))
              && !excluded.contains(new Exclusion.OfExecutor(run.executor(), host)),
          () -> run + " though excluded are " + excluded);
    }
  }

  private void told(Notice notice) {
    if (notice instanceof Notice.Excluded begun) {
      excluded.add(begun.exclusion().place());
    } else if (notice instanceof Notice.ExclusionEnded over) {
      excluded.remove(over.exclusion().place());
    }
  }
}
