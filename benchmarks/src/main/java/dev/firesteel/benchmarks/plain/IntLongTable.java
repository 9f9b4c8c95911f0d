package dev.firesteel.benchmarks.plain;

import dev.firesteel.benchmarks.work.Sums;

/** Sums of longs by keys not below 0, without boxes: open addressing, linear probing. */
final class IntLongTable {
  private int mask = (1 << 16) - 1;
  private int[] keys = new int[mask + 1]; // key + 1; 0 is free
  private long[] sums = new long[mask + 1];
  private int size;

  void add(int key, long value) {
    int slot = slot(key);
    if (keys[slot] == 0) {
      if (size * 2 > mask) {
        grow();
        slot = slot(key);
      }
      keys[slot] = key + 1;
      size++;
    }
    sums[slot] += value;
  }

  void addAll(IntLongTable other) {
    for (int slot = 0; slot < other.keys.length; slot++) {
      if (other.keys[slot] != 0) {
        add(other.keys[slot] - 1, other.sums[slot]);
      }
    }
  }

  Sums sums() {
    long checksum = 0;
    for (int slot = 0; slot < keys.length; slot++) {
      if (keys[slot] != 0) {
        checksum += Sums.check(keys[slot] - 1, sums[slot]);
      }
    }
    return new Sums(size, checksum);
  }

  private int slot(int key) {
    int hash = key * 0x9E3779B1;
    int slot = (hash ^ hash >>> 16) & mask;
    while (keys[slot] != 0 && keys[slot] != key + 1) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    int[] oldKeys = keys;
    long[] oldSums = sums;
    mask = 2 * mask + 1;
    keys = new int[mask + 1];
    sums = new long[mask + 1];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        int slot = slot(oldKeys[i] - 1);
        keys[slot] = oldKeys[i];
        sums[slot] = oldSums[i];
      }
    }
  }
}
