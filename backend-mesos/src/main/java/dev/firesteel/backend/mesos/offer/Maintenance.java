package dev.firesteel.backend.mesos.offer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.InverseOffer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.Unavailability;

/**
 * Hosts that go down for maintenance, as inverse offers announce it. The executors there are told
 * of it once, when the time before it has come. Not thread-safe.
 */
public final class Maintenance {
  private final long notice;
  private final Map<OfferID, AgentID> announced = new HashMap<>();
  private final Map<AgentID, Plan> plans = new LinkedHashMap<>();

  private record Plan(Unavailability when, boolean told) {}

  /**
   * An agent to be left.
   *
   * @param notice time that is left, at least zero
   */
  public record Leave(AgentID agent, Duration notice) {}

  /** Executors are told this long before. */
  public Maintenance(Duration notice) {
    this.notice = notice.toNanos();
  }

  /** An inverse offer has come; one like it may have come before. */
  public void announced(InverseOffer offer) {
    if (offer.hasAgentId()) {
      announced.put(offer.getId(), offer.getAgentId());
      Plan before = plans.get(offer.getAgentId());
      if (before == null || !before.when().equals(offer.getUnavailability())) {
        plans.put(offer.getAgentId(), new Plan(offer.getUnavailability(), false));
      }
    }
  }

  /** An inverse offer is taken back; returns the agent that stays, if one does. */
  public Optional<AgentID> calledOff(OfferID offer) {
    Optional<AgentID> agent = Optional.ofNullable(announced.remove(offer));
    agent.ifPresent(plans::remove);
    return agent;
  }

  /** Agents to be left from now on, each once. */
  public List<Leave> due(Moment now) {
    List<Leave> due = new ArrayList<>();
    plans.replaceAll(
        (agent, plan) -> {
          long start = plan.when().getStart().getNanoseconds();
          if (plan.told() || start - notice > now.wall()) {
            return plan;
          }
          due.add(new Leave(agent, Duration.ofNanos(Math.max(0, start - now.wall()))));
          return new Plan(plan.when(), true);
        });
    return due;
  }

  /** When {@link #due} is to be asked next, by the clock that only goes on. */
  public OptionalLong nextTick(Moment now) {
    return plans.values().stream()
        .filter(plan -> !plan.told())
        .mapToLong(
            plan -> now.nanos() + plan.when().getStart().getNanoseconds() - notice - now.wall())
        .min();
  }
}
