package dev.firesteel.executor.task;

import dev.firesteel.executor.shuffle.ShuffleStore;
import dev.firesteel.protocol.block.BlockClient;

/**
 * What tasks need to write and read shuffles.
 *
 * @param files this executor's shuffle files
 * @param locations where outputs of others are
 * @param client fetches from others
 */
public record ShuffleAccess(ShuffleStore files, ShuffleLocations locations, BlockClient client) {}
