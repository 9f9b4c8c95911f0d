package dev.firesteel.mesos.test.master;

import dev.firesteel.mesos.test.Registry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A master's flags.
 *
 * @param roles which may subscribe; empty: all
 * @param weights of roles; 1 if absent
 * @param credentials secrets by principal; empty: no authentication
 * @param allocationInterval between two allocations
 * @param heartbeatInterval between two heartbeats of a stream
 * @param offerTimeout after which an offer is rescinded
 * @param pingTimeout between two pings of an agent
 * @param pings how many an agent may leave unanswered
 * @param registry what the next master knows
 */
public record MasterSettings(
    Set<String> roles,
    Map<String, Double> weights,
    Map<String, String> credentials,
    Duration allocationInterval,
    Duration heartbeatInterval,
    Optional<Duration> offerTimeout,
    Duration pingTimeout,
    int pings,
    Registry registry) {
  /** Copies. */
  public MasterSettings {
    roles = Set.copyOf(roles);
    weights = Map.copyOf(weights);
    credentials = Map.copyOf(credentials);
  }

  @Override
  public String toString() {
    return "MasterSettings[roles=" + roles + ", registry=" + registry + "]";
  }
}
