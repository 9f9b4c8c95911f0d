package dev.firesteel.backend.mesos.offer;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.MemoryKeys;
import dev.firesteel.api.resource.ResourceProfile;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.Placement;
import dev.firesteel.api.topology.RackName;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.Offer;

/**
 * Which offers are taken, and how much of them.
 *
 * @param constraints what agents must have
 * @param limits how much may be taken
 * @param extras what each executor takes besides cores and memory, in units by name
 * @param containerMiB from an executor's heap to the memory of its task, both in MiB
 * @param revocable whether revocable resources are taken
 * @param rackAttribute the attribute that names the rack
 * @param pace how often and how long
 */
public record OfferRules(
    Constraints constraints,
    Limits limits,
    Map<String, Long> extras,
    LongUnaryOperator containerMiB,
    Revocable revocable,
    String rackAttribute,
    Pace pace) {
  /** A profile's name for GPUs, as other clusters have it. */
  private static final String GPU = "gpu";

  /** Copies the map. */
  public OfferRules {
    extras = Map.copyOf(extras);
  }

  /**
   * How much may be taken; 0 means no limit.
   *
   * @param executorsPerAgent executors on one agent at a time
   * @param cores cores of all executors together
   */
  public record Limits(int executorsPerAgent, int cores) {}

  /**
   * How often and how long.
   *
   * @param refuse how long what does not help is refused
   * @param revive least time between two revivals
   * @param notice time before a maintenance from which on the host gets nothing
   */
  public record Pace(Duration refuse, Duration revive, Duration notice) {}

  /** As an application's settings say. */
  public static OfferRules of(Config config) {
    Map<String, Long> extras = new TreeMap<>();
    extras.put(Need.GPUS, (long) config.get(OfferKeys.GPUS));
    extras.put(Need.DISK, (config.get(OfferKeys.DISK) + (1 << 20) - 1) >> 20);
    return new OfferRules(
        Constraints.parse(config.get(OfferKeys.CONSTRAINTS)),
        new Limits(config.get(OfferKeys.EXECUTORS_PER_AGENT), config.get(OfferKeys.MAX_CORES)),
        extras,
        heapMiB -> MemoryKeys.executorContainerMiB(config, heapMiB),
        config.get(OfferKeys.REVOCABLE) ? Revocable.TAKEN : Revocable.LEFT,
        config.get(OfferKeys.RACK_ATTRIBUTE),
        new Pace(
            config.get(OfferKeys.REFUSE),
            config.get(OfferKeys.REVIVE_INTERVAL),
            config.get(OfferKeys.MAINTENANCE_NOTICE)));
  }

  /**
   * The same, where a profile's memory is all that a task has, and there are no further resources.
   */
  public OfferRules wholeTasks() {
    return new OfferRules(
        constraints,
        limits,
        Map.of(),
        LongUnaryOperator.identity(),
        revocable,
        rackAttribute,
        pace);
  }

  /** What an executor of a profile takes. */
  Need need(ResourceProfile profile) {
    Map<String, Long> units = new TreeMap<>(extras);
    units.put(Need.CPUS, (long) profile.executor().cores());
    units.put(Need.MEM, containerMiB.applyAsLong(profile.executor().memoryMiB()));
    profile
        .executor()
        .extra()
        .forEach((name, amount) -> units.put(name.equals(GPU) ? Need.GPUS : name, amount));
    return Need.of(units);
  }

  /** Where an offer's agent is. */
  Placement placement(Offer offer) {
    HostName host = new HostName(offer.getHostname());
    for (Attribute attribute : offer.getAttributesList()) {
      String rack = AttributeText.of(attribute);
      if (attribute.getName().equals(rackAttribute) && !rack.isBlank()) {
        return new Placement(host, new RackName(rack.startsWith("/") ? rack : "/" + rack));
      }
    }
    if (offer.getDomain().hasFaultDomain()) {
      var domain = offer.getDomain().getFaultDomain();
      String path = "/" + domain.getRegion().getName() + "/" + domain.getZone().getName();
      return new Placement(host, new RackName(path));
    }
    return Placement.of(host);
  }
}
