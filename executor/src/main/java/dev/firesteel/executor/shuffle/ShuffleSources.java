package dev.firesteel.executor.shuffle;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.protocol.block.BlockClient;

/**
 * Where blocks come from.
 *
 * @param local files of this executor, read in place
 * @param self this executor
 * @param client fetches from other executors
 */
record ShuffleSources(ShuffleStore local, ExecutorId self, BlockClient client) {}
