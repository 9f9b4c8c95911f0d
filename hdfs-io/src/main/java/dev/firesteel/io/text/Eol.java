package dev.firesteel.io.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds and counts ends of lines eight bytes at a time, and learns on the way whether a line is
 * pure ASCII. Searching uses Mycroft's well-known test for a wanted byte in a word, of which the
 * lowest hit is exact; counting uses the test in which all are.
 */
final class Eol {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long LOWS = ~HIGHS;
  private static final long LF = '\n' * ONES;
  private static final long CR = '\r' * ONES;
  private static final long EIGHTS = 8 * ONES;
  private static final long GROUPS = 0x1F * ONES;

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

  /**
   * How many {@code \n}, {@code \r\n} and lone {@code \r} end in {@code [from, to)}. A {@code \r}
   * at its end counts; it counts no more when the next bytes are given.
   *
   * @param afterCr whether the byte before {@code from} is a {@code \r} that was counted
   */
  static int count(byte[] bytes, int from, int to, boolean afterCr) {
    int count = 0;
    long carry = afterCr ? 0x80 : 0;
    int i = from;
    for (; i <= to - Long.BYTES; i += Long.BYTES) {
      long word = (long) WORDS.get(bytes, i);
      // Both are among the eight bytes from 8 on, of which text has few others but tabs.
      long group = ((word ^ EIGHTS) >>> 3) & GROUPS;
      if ((((HIGHS - group) & HIGHS) | carry) != 0) {
        long lf = equal(word ^ LF);
        long cr = equal(word ^ CR);
        count += Long.bitCount(lf) + Long.bitCount(cr) - Long.bitCount(lf & ((cr << 8) | carry));
        carry = cr >>> 56;
      }
    }
    for (; i < to; i++) {
      byte b = bytes[i];
      if (b == '\r' || (b == '\n' && carry == 0)) {
        count++;
      }
      carry = b == '\r' ? 0x80 : 0;
    }
    return count;
  }

  /** The high bit of each byte that is 0. */
  private static long equal(long word) {
    return ~(((word & LOWS) + LOWS) | word | LOWS);
  }
}
