package dev.firesteel.mesos.test.resources;

import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;

/**
 * What must be equal for amounts to be added: name, reservation, whether revocable, the role it is
 * allocated to.
 *
 * @param like a resource without its value, in the format with {@code reservations}
 */
@SuppressWarnings("deprecation") // the old format is still spoken
record Kind(Resource like) {
  static Kind of(Resource resource) {
    Resource.Builder like =
        resource.toBuilder().clearScalar().clearRanges().clearSet().clearRole().clearReservation();
    if (resource.getReservationsCount() == 0
        && resource.hasRole()
        && !resource.getRole().equals("*")) {
      like.addReservations(
          ReservationInfo.newBuilder()
              .setType(
                  resource.hasReservation()
                      ? ReservationInfo.Type.DYNAMIC
                      : ReservationInfo.Type.STATIC)
              .setRole(resource.getRole()));
    }
    return new Kind(like.build());
  }

  String name() {
    return like.getName();
  }

  boolean revocable() {
    return like.hasRevocable();
  }

  boolean reserved() {
    return like.getReservationsCount() > 0;
  }

  /** The role it is reserved for, or {@code *}. */
  String reservedFor() {
    return reserved() ? like.getReservations(like.getReservationsCount() - 1).getRole() : "*";
  }

  Kind allocatedTo(String role) {
    return new Kind(
        like.toBuilder()
            .setAllocationInfo(Resource.AllocationInfo.newBuilder().setRole(role))
            .build());
  }

  Kind unallocated() {
    return new Kind(like.toBuilder().clearAllocationInfo().build());
  }

  /** As Mesos prints it before the amount: {@code cpus(allocated: probe)(reservations: ...)}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(like.getName());
    if (like.hasAllocationInfo()) {
      text.append("(allocated: ").append(like.getAllocationInfo().getRole()).append(")");
    }
    if (reserved()) {
      text.append("(reservations: [(")
          .append(like.getReservations(0).getType())
          .append(",")
          .append(reservedFor())
          .append(")])");
    }
    if (revocable()) {
      text.append("{REV}");
    }
    return text.toString();
  }
}
