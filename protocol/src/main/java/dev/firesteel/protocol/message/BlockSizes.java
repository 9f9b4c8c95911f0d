package dev.firesteel.protocol.message;

/** Sizes of blocks in one byte each: exact for 0, else a power of 1.1 that is at least the size. */
public final class BlockSizes {
  private static final double LOG_BASE = Math.log(1.1);

  private BlockSizes() {}

  /** The byte for a size in bytes, 0 or more. */
  public static byte encode(long size) {
    if (size <= 1) {
      return (byte) size;
    }
    return (byte) Math.min(255, (int) Math.ceil(Math.log((double) size) / LOG_BASE) + 1);
  }

  /** The size, at least the original up to about 35 GB, at most 10 % above it. */
  public static long decode(byte code) {
    int c = code & 0xff;
    return c <= 1 ? c : (long) Math.ceil(Math.pow(1.1, c - 1.0));
  }
}
