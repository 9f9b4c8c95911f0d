package dev.firesteel.mesos.test.master;

import dev.firesteel.mesos.test.Violation;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** What a master wants done. */
public sealed interface Effect {
  /** Send an event on a stream. */
  record Send(String streamId, Event event) implements Effect {}

  /** End a stream in order. */
  record End(String streamId) implements Effect {}

  /** Send a message to an agent. */
  record Tell(String agentId, ToAgent message) implements Effect {}

  /** Record a breach. */
  record Breach(Violation violation) implements Effect {}
}
