package dev.firesteel.io.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds ends of lines eight bytes at a time, and learns on the way whether a line is pure ASCII.
 * The test for a wanted byte in a word is the well-known one of Mycroft: the lowest hit is exact.
 */
final class Eol {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long LF = '\n' * ONES;
  private static final long CR = '\r' * ONES;

  private Eol() {}

  /**
   * The index of the first {@code \n} or {@code \r} in {@code [from, to)}, or {@code to}; all bits
   * flipped if a byte before it is not ASCII.
   */
  static int find(byte[] bytes, int from, int to) {
    long seen = 0;
    int i = from;
    for (; i <= to - Long.BYTES; i += Long.BYTES) {
      long word = (long) WORDS.get(bytes, i);
      long lf = word ^ LF;
      long cr = word ^ CR;
      long hit = (((lf - ONES) & ~lf) | ((cr - ONES) & ~cr)) & HIGHS;
      if (hit != 0) {
        int bits = Long.numberOfTrailingZeros(hit) & ~7;
        seen |= word & ((1L << bits) - 1);
        int at = i + (bits >>> 3);
        return (seen & HIGHS) == 0 ? at : ~at;
      }
      seen |= word;
    }
    for (; i < to; i++) {
      byte b = bytes[i];
      if (b == '\n' || b == '\r') {
        break;
      }
      seen |= b;
    }
    return (seen & HIGHS) == 0 ? i : ~i;
  }

  /** The index of the first byte that is {@code wanted} in {@code [from, to)}, or {@code to}. */
  static int find(byte[] bytes, int from, int to, byte wanted) {
    long pattern = (wanted & 0xFF) * ONES;
    int i = from;
    for (; i <= to - Long.BYTES; i += Long.BYTES) {
      long other = (long) WORDS.get(bytes, i) ^ pattern;
      long hit = (other - ONES) & ~other & HIGHS;
      if (hit != 0) {
        return i + (Long.numberOfTrailingZeros(hit) >>> 3);
      }
    }
    while (i < to && bytes[i] != wanted) {
      i++;
    }
    return i;
  }
}
