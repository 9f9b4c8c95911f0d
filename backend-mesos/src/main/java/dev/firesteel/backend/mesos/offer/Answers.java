package dev.firesteel.backend.mesos.offer;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.mesos.v1.Protos.Filters;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** Refusals, as calls. */
final class Answers {
  private static final double NANOS = 1e9;

  private final Consumer<Call> calls;

  Answers(Consumer<Call> calls) {
    this.calls = calls;
  }

  /** Refuses offers, and their resources for a time. */
  void decline(List<OfferID> offers, Duration time) {
    calls.accept(
        Call.newBuilder()
            .setType(Call.Type.DECLINE)
            .setDecline(Call.Decline.newBuilder().addAllOfferIds(offers).setFilters(filters(time)))
            .build());
  }

  /** A refusal of what is left for a time. */
  static Filters filters(Duration time) {
    return Filters.newBuilder().setRefuseSeconds(time.toNanos() / NANOS).build();
  }
}
