package dev.firesteel.executor.sort;

import java.util.Arrays;

/**
 * Sorts pairs of a prefix and a pointer by prefix (signed), stably: least significant byte first,
 * bytes that all prefixes share left out.
 */
public final class PrefixSort {
  private static final int SMALL = 48;

  private final TieBreak ties;
  private long[] spareKeys = new long[0];
  private long[] spareValues = new long[0];

  /** A sort that has equal prefixes decided by {@code ties}. */
  public PrefixSort(TieBreak ties) {
    this.ties = ties;
  }

  /** Orders pointers that have the same prefix. */
  public interface TieBreak {
    /** Whether pointers with this prefix need to be compared at all. */
    boolean ambiguous(long prefix);

    /** Compares what two pointers point to. */
    int compare(long a, long b);
  }

  /** Sorts a range of two arrays that belong together. */
  public void sort(long[] prefixes, long[] pointers, int from, int to) {
    if (to - from < SMALL) {
      insertionSort(prefixes, pointers, from, to);
    } else {
      radixSort(prefixes, pointers, from, to);
    }
    breakTies(prefixes, pointers, from, to);
  }

  private static void insertionSort(long[] prefixes, long[] pointers, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      long prefix = prefixes[i];
      long pointer = pointers[i];
      int j = i - 1;
      while (j >= from && prefixes[j] > prefix) {
        prefixes[j + 1] = prefixes[j];
        pointers[j + 1] = pointers[j];
        j--;
      }
      prefixes[j + 1] = prefix;
      pointers[j + 1] = pointer;
    }
  }

  private void radixSort(long[] prefixes, long[] pointers, int from, int to) {
    int n = to - from;
    ensure(n);
    long differing = 0;
    for (int i = from + 1; i < to; i++) {
      differing |= prefixes[i] ^ prefixes[from];
    }
    long[] keys = prefixes;
    long[] values = pointers;
    int base = from;
    int[] ends = new int[257];
    for (int shift = 0; shift < 64; shift += 8) {
      if (((differing >>> shift) & 0xff) == 0) {
        continue;
      }
      boolean home = keys == prefixes;
      long[] toKeys = home ? spareKeys : prefixes;
      long[] toValues = home ? spareValues : pointers;
      int toBase = home ? 0 : from;
      // the highest byte is signed
      int sign = shift == 56 ? 0x80 : 0;
      Arrays.fill(ends, 0);
      for (int i = base; i < base + n; i++) {
        ends[digit(keys[i], shift, sign) + 1]++;
      }
      for (int b = 0; b < 256; b++) {
        ends[b + 1] += ends[b];
      }
      for (int i = base; i < base + n; i++) {
        int at = toBase + ends[digit(keys[i], shift, sign)]++;
        toKeys[at] = keys[i];
        toValues[at] = values[i];
      }
      keys = toKeys;
      values = toValues;
      base = toBase;
    }
    if (keys != prefixes) {
      System.arraycopy(keys, base, prefixes, from, n);
      System.arraycopy(values, base, pointers, from, n);
    }
  }

  private static int digit(long key, int shift, int sign) {
    return ((int) (key >>> shift) & 0xff) ^ sign;
  }

  private void breakTies(long[] prefixes, long[] pointers, int from, int to) {
    int start = from;
    for (int i = from + 1; i <= to; i++) {
      if (i == to || prefixes[i] != prefixes[start]) {
        if (i - start > 1 && ties.ambiguous(prefixes[start])) {
          ensure(i - start);
          mergeSort(pointers, start, i);
        }
        start = i;
      }
    }
  }

  private void mergeSort(long[] pointers, int from, int to) {
    if (to - from < 12) {
      for (int i = from + 1; i < to; i++) {
        long pointer = pointers[i];
        int j = i - 1;
        while (j >= from && ties.compare(pointers[j], pointer) > 0) {
          pointers[j + 1] = pointers[j];
          j--;
        }
        pointers[j + 1] = pointer;
      }
      return;
    }
    int middle = (from + to) >>> 1;
    mergeSort(pointers, from, middle);
    mergeSort(pointers, middle, to);
    if (ties.compare(pointers[middle - 1], pointers[middle]) <= 0) {
      return;
    }
    int left = middle - from;
    System.arraycopy(pointers, from, spareValues, 0, left);
    int a = 0;
    int b = middle;
    int at = from;
    while (a < left) {
      if (b < to && ties.compare(spareValues[a], pointers[b]) > 0) {
        pointers[at++] = pointers[b++];
      } else {
        pointers[at++] = spareValues[a++];
      }
    }
  }

  private void ensure(int n) {
    if (spareKeys.length < n) {
      spareKeys = new long[n];
      spareValues = new long[n];
    }
  }
}
