package dev.firesteel.backend.mesos.dispatcher.book;

import dev.firesteel.api.backend.LossReason;
import java.time.Instant;

/** What happens to a driver. */
public sealed interface DriverEvent {
  /** An offer is used for its next attempt. */
  record Launch() implements DriverEvent {}

  /** Its attempt is about to be launched there. */
  record Placed(Place where) implements DriverEvent {}

  /** Its attempt runs. */
  record Started(Instant now) implements DriverEvent {}

  /** Its attempt is gone. */
  record Lost(LossReason why, Instant now) implements DriverEvent {}

  /** It has waited for long enough. */
  record PauseOver() implements DriverEvent {}

  /** Somebody wants it to end. */
  record Kill(Instant now) implements DriverEvent {}
}
