package dev.firesteel.simulation.lineage;

import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.protocol.message.BlockSizes;

/**
 * A shuffle.
 *
 * @param id its id
 * @param writer the dataset whose partitions its map tasks write
 * @param reducers number of reduce partitions
 */
public record ModelShuffle(ShuffleId id, ModelDataset writer, int reducers) {
  /** Number of map tasks. */
  public int maps() {
    return writer.partitions();
  }

  /** The block of a map's output for a reduce partition; 0 if it is empty. */
  public static long block(long output, int reduce) {
    long block = Digests.mix(output, reduce);
    return block % 8 == 0 ? 0 : block;
  }

  /** The blocks of a map's output, by reduce partition. */
  public long[] blocks(long output) {
    long[] blocks = new long[reducers];
    for (int r = 0; r < reducers; r++) {
      blocks[r] = block(output, r);
    }
    return blocks;
  }

  /** Encoded sizes of the blocks of a map's output. */
  public byte[] sizes(long output) {
    byte[] sizes = new byte[reducers];
    for (int r = 0; r < reducers; r++) {
      sizes[r] = BlockSizes.encode(block(output, r) == 0 ? 0 : 1 + (output & 0xffff));
    }
    return sizes;
  }
}
