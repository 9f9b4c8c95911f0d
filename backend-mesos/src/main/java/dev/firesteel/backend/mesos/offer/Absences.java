package dev.firesteel.backend.mesos.offer;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.mesos.v1.Protos.AgentID;

/** Agents that are out of the question for a time. */
final class Absences {
  private final long notice;
  private final Map<AgentID, Long> declinedUntil = new HashMap<>();

  Absences(Duration notice) {
    this.notice = notice.toNanos();
  }

  /** The core declined offers of an agent. */
  void decline(AgentID agent, long until) {
    declinedUntil.merge(agent, until, Math::max);
  }

  boolean declined(AgentID agent, long now) {
    Long until = declinedUntil.get(agent);
    return until != null && until > now;
  }

  /** How long an agent is still declined. */
  Duration left(AgentID agent, long now) {
    return Duration.ofNanos(Math.max(0, declinedUntil.getOrDefault(agent, now) - now));
  }

  /** Newer demand ends what the core declined; returns whether there was anything. */
  boolean endDeclined() {
    boolean any = !declinedUntil.isEmpty();
    declinedUntil.clear();
    return any;
  }

  /** What the core declined comes back by itself when the time is over. */
  OptionalLong nextTick() {
    return declinedUntil.values().stream().mapToLong(Long::longValue).min();
  }

  /** Forgets what is over; returns whether there was anything. */
  boolean tick(long now) {
    return declinedUntil.values().removeIf(until -> until <= now);
  }

  /**
   * Whether an agent is down for maintenance, or so soon that it gets nothing more. Offers say so
   * themselves, and those that were made before it was planned are rescinded.
   */
  boolean leaves(AgentOffers offers, Moment now) {
    OptionalLong from = offers.unavailableFrom();
    return from.isPresent() && from.getAsLong() - notice <= now.wall();
  }
}
