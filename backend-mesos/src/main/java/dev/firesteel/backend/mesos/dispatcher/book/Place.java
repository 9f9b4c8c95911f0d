package dev.firesteel.backend.mesos.dispatcher.book;

import dev.firesteel.api.topology.Placement;
import java.net.URI;

/**
 * Where an attempt of a driver is.
 *
 * @param framework the id of the dispatcher's framework at its launch
 * @param task the task's id
 * @param agent the agent's id
 * @param address where the agent's HTTP endpoints are, {@code http://host:port}
 * @param at the agent's host and rack
 */
public record Place(String framework, String task, String agent, URI address, Placement at) {}
