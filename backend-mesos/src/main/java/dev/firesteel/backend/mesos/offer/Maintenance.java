package dev.firesteel.backend.mesos.offer;

import java.time.Duration;
import java.util.ArrayList;
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
 *
 * <p>Mesos forgets an inverse offer once it is answered, and so rescinds none that was accepted
 * when the maintenance is called off: it only repeats it no more. What is not repeated is void.
 */
public final class Maintenance {
  /** How often Mesos is to repeat itself. */
  public static final Duration REPEAT = Duration.ofSeconds(30);

  private static final long VOID_AFTER = REPEAT.multipliedBy(3).toNanos();

  private final long notice;
  private final Map<AgentID, Plan> plans = new LinkedHashMap<>();

  /**
   * A maintenance.
   *
   * @param offer that announced it last
   * @param told whether the executors there know
   * @param heard when it was announced last
   */
  private record Plan(OfferID offer, Unavailability when, boolean told, long heard) {}

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
  public void announced(InverseOffer offer, Moment now) {
    if (offer.hasAgentId()) {
      Plan before = plans.get(offer.getAgentId());
      boolean told =
          before != null && before.told() && before.when().equals(offer.getUnavailability());
      plans.put(
          offer.getAgentId(),
          new Plan(offer.getId(), offer.getUnavailability(), told, now.nanos()));
    }
  }

  /** An inverse offer is taken back; returns the agent that stays, if one does. */
  public Optional<AgentID> calledOff(OfferID offer) {
    Optional<AgentID> agent =
        plans.entrySet().stream()
            .filter(each -> each.getValue().offer().equals(offer))
            .map(Map.Entry::getKey)
            .findFirst();
    agent.ifPresent(plans::remove);
    return agent;
  }

  /** Agents to be left from now on, each once. */
  public List<Leave> due(Moment now) {
    plans.values().removeIf(plan -> !plan.told() && now.nanos() - plan.heard() > VOID_AFTER);
    List<Leave> due = new ArrayList<>();
    plans.replaceAll(
        (agent, plan) -> {
          long start = plan.when().getStart().getNanoseconds();
          if (plan.told() || start - notice > now.wall()) {
            return plan;
          }
          due.add(new Leave(agent, Duration.ofNanos(Math.max(0, start - now.wall()))));
          return new Plan(plan.offer(), plan.when(), true, plan.heard());
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
