package dev.firesteel.executor.primitive;

import dev.firesteel.dataset.primitive.BitsOperator;

/**
 * An open-addressing table from longs to values of 64 bits: keys and values in turn in one array,
 * so that an update touches one place in memory. A slot whose key is 0 is free; the value of key 0
 * has a place of its own. At most half of the slots are used.
 *
 * <p>Slots are in the order of a salted hash, so that a table that grows copies its entries in
 * their order. Entries that come in the order of a table of the same salt would meet in long rows
 * of neighbouring slots: each user of tables takes a salt of its own.
 */
final class LongTable {
  private static final int SMALLEST = 8;
  private static final int LARGEST = 1 << 29;

  private final long salt;
  private long[] slots = new long[2 * SMALLEST];
  private int shift = 64 - Integer.numberOfTrailingZeros(SMALLEST);
  private int size;
  private boolean zero;
  private long zeroBits;

  LongTable(long salt) {
    this.salt = salt;
  }

  /** Bytes of an empty table. */
  static long smallest() {
    return 16L * SMALLEST;
  }

  /** Bytes of the slots. */
  long bytes() {
    return 8L * slots.length;
  }

  /** Number of entries. */
  int size() {
    return zero ? size + 1 : size;
  }

  /** Whether it can grow at all. */
  boolean growable() {
    return slots.length < 2 * LARGEST;
  }

  /**
   * Adds pairs, keys and values in turn, until there is no room.
   *
   * @return where the first pair is that was not added, or {@code to}
   */
  int addAll(long[] pairs, int from, int to, BitsOperator operator) throws Exception {
    long[] table = slots;
    int mask = table.length - 1;
    int limit = table.length >>> 2;
    int used = size;
    int at = from;
    for (; at < to; at += 2) {
      long key = pairs[at];
      long bits = pairs[at + 1];
      if (key == 0) {
        addZero(bits, operator);
        continue;
      }
      int slot = (int) (hash(key ^ salt) >>> shift) << 1;
      long found = table[slot];
      while (found != key && found != 0) {
        slot = (slot + 2) & mask;
        found = table[slot];
      }
      if (found == key) {
        table[slot + 1] = operator.apply(table[slot + 1], bits);
      } else if (used == limit) {
        break;
      } else {
        table[slot] = key;
        table[slot + 1] = bits;
        size = ++used;
      }
    }
    return at;
  }

  private void addZero(long bits, BitsOperator operator) throws Exception {
    zeroBits = zero ? operator.apply(zeroBits, bits) : bits;
    zero = true;
  }

  /** Doubles the slots. */
  void grow() {
    long[] old = slots;
    long[] table = new long[2 * old.length];
    int mask = table.length - 1;
    slots = table;
    shift--;
    for (int i = 0; i < old.length; i += 2) {
      long key = old[i];
      if (key != 0) {
        int slot = (int) (hash(key ^ salt) >>> shift) << 1;
        while (table[slot] != 0) {
          slot = (slot + 2) & mask;
        }
        table[slot] = key;
        table[slot + 1] = old[i + 1];
      }
    }
  }

  /** The entries, in the table's own array. The table must not be used any more. */
  PairList toList() {
    int end = 0;
    for (int i = 0; i < slots.length; i += 2) {
      long key = slots[i]; // a free slot is copied too, and overwritten by the next: no branch
      slots[end] = key;
      slots[end + 1] = slots[i + 1];
      end += key == 0 ? 0 : 2;
    }
    if (zero) {
      slots[end] = 0;
      slots[end + 1] = zeroBits;
      end += 2;
    }
    return new PairList(slots, end);
  }

  /** The highest bits tell the slot: all other bits of the key move them. One to one. */
  static long hash(long key) {
    long h = (key ^ (key >>> 32)) * 0xd6e8feb86659fd93L;
    return (h ^ (h >>> 32)) * 0xd6e8feb86659fd93L;
  }
}
