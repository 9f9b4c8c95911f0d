package dev.firesteel.backend.mesos.offer;

import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.DomainInfo;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TimeInfo;
import org.apache.mesos.v1.Protos.Unavailability;
import org.apache.mesos.v1.Protos.Value;

/** Makes offers of Mesos; the agent of host h is S-h. */
public final class Offers {
  private static final String ROLE = "probe";

  private Offers() {}

  /** An offer of cpus and memory. */
  public static Offer of(String id, String host, double cpus, double mem) {
    return of(id, host, scalar("cpus", cpus), scalar("mem", mem));
  }

  /** An offer of these resources. */
  public static Offer of(String id, String host, Resource... resources) {
    Offer.Builder offer =
        Offer.newBuilder()
            .setId(id(id))
            .setFrameworkId(FrameworkID.newBuilder().setValue("F"))
            .setAgentId(agent(host))
            .setHostname(host)
            .setAllocationInfo(Resource.AllocationInfo.newBuilder().setRole(ROLE));
    for (Resource each : resources) {
      offer.addResources(
          each.toBuilder().setAllocationInfo(Resource.AllocationInfo.newBuilder().setRole(ROLE)));
    }
    return offer.build();
  }

  /** The same under another role. */
  public static Offer as(String role, Offer offer) {
    return offer.toBuilder()
        .setAllocationInfo(Resource.AllocationInfo.newBuilder().setRole(role))
        .build();
  }

  /** The same with an attribute. */
  public static Offer with(Offer offer, Attribute attribute) {
    return offer.toBuilder().addAttributes(attribute).build();
  }

  /** The same in a zone. */
  public static Offer in(Offer offer, String region, String zone) {
    DomainInfo.FaultDomain.Builder domain = DomainInfo.FaultDomain.newBuilder();
    domain.getRegionBuilder().setName(region);
    domain.getZoneBuilder().setName(zone);
    return offer.toBuilder().setDomain(DomainInfo.newBuilder().setFaultDomain(domain)).build();
  }

  /** The same, with maintenance at a time. */
  public static Offer downAt(Offer offer, long wallNanos) {
    return offer.toBuilder().setUnavailability(at(wallNanos)).build();
  }

  /** Maintenance without end. */
  public static Unavailability at(long wallNanos) {
    return Unavailability.newBuilder()
        .setStart(TimeInfo.newBuilder().setNanoseconds(wallNanos))
        .build();
  }

  public static OfferID id(String id) {
    return OfferID.newBuilder().setValue(id).build();
  }

  public static AgentID agent(String host) {
    return AgentID.newBuilder().setValue("S-" + host).build();
  }

  public static Resource scalar(String name, double value) {
    return Resource.newBuilder()
        .setName(name)
        .setType(Value.Type.SCALAR)
        .setScalar(Value.Scalar.newBuilder().setValue(value))
        .build();
  }

  public static Resource reserved(String role, Resource resource) {
    return resource.toBuilder()
        .addReservations(
            Resource.ReservationInfo.newBuilder()
                .setType(Resource.ReservationInfo.Type.STATIC)
                .setRole(role))
        .build();
  }

  public static Resource revocable(Resource resource) {
    return resource.toBuilder().setRevocable(Resource.RevocableInfo.getDefaultInstance()).build();
  }

  public static Attribute text(String name, String value) {
    return Attribute.newBuilder()
        .setName(name)
        .setType(Value.Type.TEXT)
        .setText(Value.Text.newBuilder().setValue(value))
        .build();
  }

  public static Attribute number(String name, double value) {
    return Attribute.newBuilder()
        .setName(name)
        .setType(Value.Type.SCALAR)
        .setScalar(Value.Scalar.newBuilder().setValue(value))
        .build();
  }

  public static Attribute ranges(String name, long begin, long end) {
    return Attribute.newBuilder()
        .setName(name)
        .setType(Value.Type.RANGES)
        .setRanges(
            Value.Ranges.newBuilder()
                .addRange(Value.Range.newBuilder().setBegin(begin).setEnd(end)))
        .build();
  }

  public static Attribute set(String name, String... items) {
    return Attribute.newBuilder()
        .setName(name)
        .setType(Value.Type.SET)
        .setSet(Value.Set.newBuilder().addAllItem(java.util.List.of(items)))
        .build();
  }
}
