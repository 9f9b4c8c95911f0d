package dev.firesteel.executor.shuffle;

import dev.firesteel.api.id.TaskId;
import dev.firesteel.protocol.message.BlockAddress;

/**
 * What one map task wrote for the reduce partition that is read.
 *
 * @param mapPartition the map partition
 * @param mapTask the attempt that wrote it
 * @param from the executor that serves it
 * @param size its size in bytes, maybe rounded up; 0 means that there is nothing to fetch
 */
public record ShuffleBlock(int mapPartition, TaskId mapTask, BlockAddress from, long size) {}
