package dev.firesteel.protocol.block;

import dev.firesteel.protocol.wire.MalformedException;
import dev.firesteel.protocol.wire.WireReader;
import dev.firesteel.protocol.wire.WireWriter;

/**
 * What an executor has of a kept partition.
 *
 * @param form changes whenever the partition changes its place or its bytes; pieces of one form
 *     belong together
 * @param count its elements
 * @param memory bytes of storage memory that it takes there; 0 if it is on disk
 */
public record PartitionHead(long form, long count, long memory) {
  private static final int MOST_BYTES = 64;

  /** The block's bytes. */
  public byte[] encode() {
    WireWriter out = new WireWriter(MOST_BYTES);
    out.number(form);
    out.number(count);
    out.number(memory);
    return out.toBytes();
  }

  /**
   * What {@link #encode} wrote.
   *
   * @throws MalformedException if it did not write this
   */
  public static PartitionHead decode(byte[] bytes) {
    WireReader in = new WireReader(bytes);
    try {
      PartitionHead head = new PartitionHead(in.longNumber(), in.longNumber(), in.longNumber());
      in.finish();
      return head;
    } catch (RuntimeException e) {
      throw MalformedException.of(e);
    }
  }
}
