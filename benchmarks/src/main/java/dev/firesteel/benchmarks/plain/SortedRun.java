package dev.firesteel.benchmarks.plain;

import dev.firesteel.benchmarks.work.Written;
import java.nio.MappedByteBuffer;
import java.util.Arrays;

/**
 * Records of a mapped file in the order of their keys: one long a record, the first six of the
 * key's 94 different characters before the record's place. The few with equal beginnings are
 * compared by the rest of their keys.
 */
final class SortedRun {
  /** Bytes of a record. */
  static final int RECORD = 100;

  private static final int PREFIX = 6;
  private static final int PLACE_BITS = 23;

  /** As many places as the longs have room for. */
  static final int MOST_RECORDS = 1 << PLACE_BITS;

  private final MappedByteBuffer records;
  private final long[] order;

  SortedRun(MappedByteBuffer records) {
    this.records = records;
    order = new long[records.limit() / RECORD];
    for (int i = 0; i < order.length; i++) {
      long prefix = 0;
      for (int k = 0; k < PREFIX; k++) {
        prefix = prefix * 94 + records.get(i * RECORD + k) - '!';
      }
      order[i] = prefix << PLACE_BITS | i;
    }
    Arrays.sort(order);
    for (int i = 1; i < order.length; i++) {
      for (int k = i; k > 0 && compare(k - 1, this, k) > 0; k--) {
        long later = order[k - 1];
        order[k - 1] = order[k];
        order[k] = later;
      }
    }
  }

  int size() {
    return order.length;
  }

  /** The beginning of the key at a position. */
  long prefix(int position) {
    return order[position] >>> PLACE_BITS;
  }

  /** The first position with this beginning of the key or a larger one. */
  int firstFrom(long prefix) {
    int low = 0;
    int high = order.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (prefix(middle) < prefix) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  int compare(int position, SortedRun other, int otherPosition) {
    int byPrefix = Long.compare(prefix(position), other.prefix(otherPosition));
    if (byPrefix != 0) {
      return byPrefix;
    }
    int mine = place(position) + PREFIX;
    int theirs = other.place(otherPosition) + PREFIX;
    for (int k = 0; k < Written.KEY - PREFIX; k++) {
      int byte1 = records.get(mine + k);
      int byte2 = other.records.get(theirs + k);
      if (byte1 != byte2) {
        return byte1 - byte2;
      }
    }
    return 0;
  }

  void read(int position, byte[] record) {
    records.get(place(position), record);
  }

  private int place(int position) {
    return (int) (order[position] & MOST_RECORDS - 1) * RECORD;
  }
}
