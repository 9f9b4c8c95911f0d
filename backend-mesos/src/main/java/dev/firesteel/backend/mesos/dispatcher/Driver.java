package dev.firesteel.backend.mesos.dispatcher;

import java.time.Instant;
import java.util.Optional;

/**
 * How a driver is. Its order holds secrets: whoever shows a driver chooses what of the order.
 *
 * @param id the dispatcher's name of it, such as {@code driver-20261123-0007}
 * @param order what was ordered
 * @param state where it is in its life
 * @param attempt how often it was launched; 0 before the first time
 * @param submitted when the order was taken
 * @param started when it last began to run; empty if it never did
 * @param ended when it ended for good; empty before
 * @param agent the host of its current or last attempt, or the empty text
 * @param framework the id under which its application is known to Mesos
 * @param diagnostics why it waits, or how it or its last attempt ended; may have several lines, or
 *     none
 * @param logAddress where people read the log of its current or last attempt, or the empty text
 */
public record Driver(
    String id,
    DriverOrder order,
    DriverState state,
    int attempt,
    Instant submitted,
    Optional<Instant> started,
    Optional<Instant> ended,
    String agent,
    String framework,
    String diagnostics,
    String logAddress) {}
