package dev.firesteel.executor.primitive;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Pairs as bytes: frames of up to {@value #MOST} pairs, each of which stands for itself. A frame is
 * the number of pairs (variable length), the bytes of a key (low 4 bits) and of a value (high 4
 * bits), the least key and the least value (variable length, signed), then what all keys are above
 * the least, then the same of the values, little-endian in so many bytes each. Not safe for
 * threads.
 */
public final class PairFrames {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, LITTLE_ENDIAN);

  /** Pairs of a frame. */
  public static final int MOST = 2048;

  private final byte[] columns = new byte[MOST * 16 + 8];

  /** Writes the pairs of an array, keys and values in turn. */
  public void write(Output out, long[] pairs, int from, int to) {
    for (int at = from; at < to; at += 2 * MOST) {
      writeFrame(out, pairs, at, Math.min(to, at + 2 * MOST));
    }
  }

  private void writeFrame(Output out, long[] pairs, int from, int to) {
    long leastKey = Long.MAX_VALUE;
    long mostKey = Long.MIN_VALUE;
    long leastValue = Long.MAX_VALUE;
    long mostValue = Long.MIN_VALUE;
    for (int i = from; i < to; i += 2) {
      leastKey = Math.min(leastKey, pairs[i]);
      mostKey = Math.max(mostKey, pairs[i]);
      leastValue = Math.min(leastValue, pairs[i + 1]);
      mostValue = Math.max(mostValue, pairs[i + 1]);
    }
    int keyBytes = bytes(mostKey - leastKey);
    int valueBytes = bytes(mostValue - leastValue);
    out.writeVarInt((to - from) >>> 1, true);
    out.writeByte(keyBytes | (valueBytes << 4));
    out.writeVarLong(leastKey, false);
    out.writeVarLong(leastValue, false);
    int end = put(pairs, from, to, leastKey, keyBytes, 0);
    end = put(pairs, from + 1, to, leastValue, valueBytes, end);
    out.writeBytes(columns, 0, end);
  }

  /** Each number is written as 8 bytes; the next one overwrites those that are too many. */
  private int put(long[] pairs, int from, int to, long least, int width, int start) {
    int at = start;
    if (width > 0) {
      for (int i = from; i < to; i += 2) {
        LONGS.set(columns, at, pairs[i] - least);
        at += width;
      }
    }
    return at;
  }

  /**
   * Reads the next frame into an array that has room for {@value #MOST} pairs.
   *
   * @return the number of keys and values
   */
  public int read(Input in, long[] pairs) {
    int count = in.readVarInt(true);
    int widths = in.readByteUnsigned();
    int keyBytes = widths & 15;
    int valueBytes = widths >>> 4;
    if (count < 1 || count > MOST || keyBytes > 8 || valueBytes > 8) {
      throw new UncheckedIOException(
          new IOException(
              "damaged frame: " + count + " pairs of " + keyBytes + " and " + valueBytes));
    }
    long leastKey = in.readVarLong(false);
    long leastValue = in.readVarLong(false);
    in.readBytes(columns, 0, count * (keyBytes + valueBytes));
    take(pairs, 0, 2 * count, leastKey, keyBytes, 0);
    take(pairs, 1, 2 * count, leastValue, valueBytes, count * keyBytes);
    return 2 * count;
  }

  private void take(long[] pairs, int from, int to, long least, int width, int start) {
    long mask = width == 8 ? -1 : (1L << (8 * width)) - 1;
    int at = start;
    for (int i = from; i < to; i += 2) {
      pairs[i] = least + ((long) LONGS.get(columns, at) & mask);
      at += width;
    }
  }

  /** Of a difference that is an unsigned number. */
  private static int bytes(long difference) {
    return (64 - Long.numberOfLeadingZeros(difference) + 7) >>> 3;
  }
}
