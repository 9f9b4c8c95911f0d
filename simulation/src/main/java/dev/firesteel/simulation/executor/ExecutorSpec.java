package dev.firesteel.simulation.executor;

import dev.firesteel.api.id.ExecutorId;

/**
 * What an executor is.
 *
 * @param id its id
 * @param host its host's name
 * @param slots tasks that it runs at a time
 * @param keeps partitions of persisted datasets that it has room for
 * @param pulseNanos time between two heartbeats
 * @param patienceNanos time without a word from the driver after which it ends
 */
public record ExecutorSpec(
    ExecutorId id, String host, int slots, int keeps, long pulseNanos, long patienceNanos) {}
