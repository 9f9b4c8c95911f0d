package dev.firesteel.protocol.message;

/**
 * A copy to make; answered by a {@link CopyReport}.
 *
 * @param block what to copy
 * @param level for a kept partition the name of its storage level; else empty
 * @param blocks for a map output the number of its reduce partitions; else 0
 * @param from who has it
 */
public record CopyOrder(BlockName block, String level, int blocks, BlockAddress from) {}
