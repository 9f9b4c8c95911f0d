package dev.firesteel.protocol.message;

import dev.firesteel.api.id.TaskId;

/**
 * One attempt of one task.
 *
 * @param id the attempt's own id
 * @param partition the partition of its stage
 * @param attempt how often this partition was tried before
 * @param input the splits of the sources that the partition reads, see {@link TaskInput}; empty if
 *     it reads none
 */
public record TaskOrder(TaskId id, int partition, int attempt, byte[] input) {}
