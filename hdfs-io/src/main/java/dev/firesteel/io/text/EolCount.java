package dev.firesteel.io.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Counts ends of lines eight bytes at a time and without a branch at each line, which a processor
 * cannot foresee. It hopes that there is no {@code \r}, for as long as that is true: the compiler
 * makes vector instructions of a loop that only adds up bits, and of none that counts them at once.
 */
final class EolCount {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long LOWS = ~HIGHS;
  private static final long PAIRS = 0x00FF00FF00FF00FFL;
  private static final long LF = '\n' * ONES;
  private static final long CR = '\r' * ONES;

  /** Bytes for which one hope is kept: as many words as a byte can count. */
  private static final int STRIP = 255 * Long.BYTES;

  private EolCount() {}

  /**
   * How many {@code \n}, {@code \r\n} and lone {@code \r} end in {@code [from, to)}. A {@code \r}
   * at its end counts; it counts no more when the next bytes are given.
   *
   * @param afterCr whether the byte before {@code from} is a {@code \r} that was counted
   */
  static int count(byte[] bytes, int from, int to, boolean afterCr) {
    int count = afterCr && from < to && bytes[from] == '\n' ? -1 : 0;
    boolean newlines = true;
    for (int i = from; i < to; ) {
      int stop = Math.min(to, i + STRIP);
      int here = newlines ? newlines(bytes, i, stop) : -1;
      if (here < 0) {
        newlines = false;
        here = all(bytes, i, stop);
        here -= i > from && bytes[i - 1] == '\r' && bytes[i] == '\n' ? 1 : 0;
      }
      count += here;
      i = stop;
    }
    return count;
  }

  /** The {@code \n}, of at most {@link #STRIP} bytes; -1 if there is a {@code \r}. */
  private static int newlines(byte[] bytes, int from, int to) {
    long counts = 0;
    long seen = 0;
    int i = from;
    for (; i <= to - Long.BYTES; i += Long.BYTES) {
      long word = (long) WORDS.get(bytes, i);
      long cr = word ^ CR;
      counts += equal(word ^ LF) >>> (Byte.SIZE - 1);
      seen |= (cr - ONES) & ~cr;
    }
    int count = sum(counts);
    for (; i < to; i++) {
      byte b = bytes[i];
      seen |= b == '\r' ? HIGHS : 0;
      count += b == '\n' ? 1 : 0;
    }
    return (seen & HIGHS) == 0 ? count : -1;
  }

  /** The ends of all kinds. */
  private static int all(byte[] bytes, int from, int to) {
    int count = 0;
    long carry = 0;
    int i = from;
    for (; i <= to - Long.BYTES; i += Long.BYTES) {
      long word = (long) WORDS.get(bytes, i);
      long lf = equal(word ^ LF);
      long cr = equal(word ^ CR);
      count += Long.bitCount(lf) + Long.bitCount(cr) - Long.bitCount(lf & ((cr << 8) | carry));
      carry = cr >>> 56;
    }
    for (; i < to; i++) {
      byte b = bytes[i];
      count += b == '\r' || (b == '\n' && carry == 0) ? 1 : 0;
      carry = b == '\r' ? 0x80 : 0;
    }
    return count;
  }

  /** Of the eight bytes of a word. */
  private static int sum(long bytes) {
    long pairs = (bytes & PAIRS) + ((bytes >>> Byte.SIZE) & PAIRS);
    return (int) ((pairs * 0x0001000100010001L) >>> 48);
  }

  /** The high bit of each byte that is 0. */
  private static long equal(long word) {
    return ~(((word & LOWS) + LOWS) | word | LOWS);
  }
}
