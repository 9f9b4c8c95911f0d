package dev.firesteel.mesos.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.DomainInfo;
import org.apache.mesos.v1.Protos.DomainInfo.FaultDomain;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;

/**
 * What an agent is and has.
 *
 * @param host a loopback address of this machine, told as the agent's host name; empty: the agents
 *     have 127.0.0.1, 127.0.0.2, ... by their numbers
 * @param resources what it offers
 * @param attributes its attributes
 * @param domain its region and zone
 */
public record AgentSpec(
    Optional<String> host,
    List<Resource> resources,
    List<Attribute> attributes,
    Optional<DomainInfo> domain) {
  /** Copies. */
  public AgentSpec {
    resources = List.copyOf(resources);
    attributes = List.copyOf(attributes);
  }

  /** 4 cpus, 4096 MiB of memory, 10000 MiB of disk and the ports 31000 to 32000. */
  public static AgentSpec standard() {
    return of(4, 4096);
  }

  /**
   * With 10000 MiB of disk and the ports 31000 to 32000.
   *
   * @param cpus at least 0
   * @param memMiB at least 0
   */
  public static AgentSpec of(double cpus, double memMiB) {
    return new AgentSpec(
        Optional.empty(),
        List.of(
            scalar("cpus", cpus),
            scalar("mem", memMiB),
            scalar("disk", 10_000),
            Resource.newBuilder()
                .setName("ports")
                .setType(Value.Type.RANGES)
                .setRanges(
                    Value.Ranges.newBuilder()
                        .addRange(Value.Range.newBuilder().setBegin(31_000).setEnd(32_000)))
                .build()),
        List.of(),
        Optional.empty());
  }

  /** At this address; any of 127.0.0.0/8 works on Linux. */
  public AgentSpec at(String address) {
    return new AgentSpec(Optional.of(address), resources, attributes, domain);
  }

  /** With a text attribute, such as {@code rack:r1}. */
  public AgentSpec attribute(String name, String value) {
    List<Attribute> more = new ArrayList<>(attributes);
    more.add(
        Attribute.newBuilder()
            .setName(name)
            .setType(Value.Type.TEXT)
            .setText(Value.Text.newBuilder().setValue(value))
            .build());
    return new AgentSpec(host, resources, more, domain);
  }

  /** In this zone of this region. */
  public AgentSpec domain(String region, String zone) {
    return new AgentSpec(
        host,
        resources,
        attributes,
        Optional.of(
            DomainInfo.newBuilder()
                .setFaultDomain(
                    FaultDomain.newBuilder()
                        .setRegion(FaultDomain.RegionInfo.newBuilder().setName(region))
                        .setZone(FaultDomain.ZoneInfo.newBuilder().setName(zone)))
                .build()));
  }

  /** With GPUs; offered only to frameworks that declare {@code GPU_RESOURCES}. */
  public AgentSpec gpus(int count) {
    return resource(scalar("gpus", count));
  }

  /** With cpus and memory reserved for a role, besides the others. */
  public AgentSpec reserved(String role, double cpus, double memMiB) {
    Resource.ReservationInfo reservation =
        Resource.ReservationInfo.newBuilder()
            .setType(Resource.ReservationInfo.Type.STATIC)
            .setRole(role)
            .build();
    return resource(scalar("cpus", cpus).toBuilder().addReservations(reservation).build())
        .resource(scalar("mem", memMiB).toBuilder().addReservations(reservation).build());
  }

  /** With revocable cpus, besides the others. */
  public AgentSpec revocable(double cpus) {
    return resource(
        scalar("cpus", cpus).toBuilder()
            .setRevocable(Resource.RevocableInfo.getDefaultInstance())
            .build());
  }

  /** With one more resource. */
  public AgentSpec resource(Resource resource) {
    List<Resource> more = new ArrayList<>(resources);
    more.add(resource);
    return new AgentSpec(host, more, attributes, domain);
  }

  private static Resource scalar(String name, double value) {
    return Resource.newBuilder()
        .setName(name)
        .setType(Value.Type.SCALAR)
        .setScalar(Value.Scalar.newBuilder().setValue(value))
        .build();
  }
}
