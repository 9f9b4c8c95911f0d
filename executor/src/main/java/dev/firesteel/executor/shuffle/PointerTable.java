package dev.firesteel.executor.shuffle;

import dev.firesteel.executor.sort.PrefixSort;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Pointers to records with their partitions and, if they are ordered, their keys' prefixes; sorted
 * by counting, then by prefix within a partition.
 */
final class PointerTable {
  private static final int POINTER_BITS = 40;

  private final int partitions;
  private final boolean ordered;
  private int count;
  private long[] pointers = new long[64];
  private long[] prefixes;

  private PointerTable(int partitions, boolean ordered) {
    this.partitions = partitions;
    this.ordered = ordered;
    this.prefixes = new long[ordered ? pointers.length : 0];
  }

  static PointerTable byPartition(int partitions) {
    return new PointerTable(partitions, false);
  }

  static PointerTable byPartitionAndPrefix(int partitions) {
    return new PointerTable(partitions, true);
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** Bytes that it takes while it is sorted. */
  long bytes() {
    return pointers.length * (ordered ? 32L : 16L);
  }

  void add(int partition, long prefix, long pointer) {
    if (count == pointers.length) {
      pointers = Arrays.copyOf(pointers, count * 2);
      if (ordered) {
        prefixes = Arrays.copyOf(prefixes, count * 2);
      }
    }
    if (ordered) {
      prefixes[count] = prefix;
    }
    pointers[count++] = ((long) partition << POINTER_BITS) | pointer;
  }

  /** The pointer; higher bits than its 40 are the partition. */
  long pointer(int i) {
    return pointers[i];
  }

  long prefix(int i) {
    return prefixes[i];
  }

  /** Sorts and returns where the partitions begin, and the number of pointers. */
  int[] sort(PrefixSort.@Nullable TieBreak ties) {
    int[] ends = new int[partitions + 1];
    for (int i = 0; i < count; i++) {
      ends[partition(pointers[i]) + 1]++;
    }
    for (int p = 0; p < partitions; p++) {
      ends[p + 1] += ends[p];
    }
    int[] starts = ends.clone();
    if (partitions > 1) {
      scatter(ends);
    }
    if (ties != null) {
      PrefixSort sort = new PrefixSort(ties);
      for (int p = 0; p < partitions; p++) {
        sort.sort(prefixes, pointers, starts[p], starts[p + 1]);
      }
    }
    return starts;
  }

  private void scatter(int[] next) {
    long[] sorted = new long[pointers.length];
    long[] sortedPrefixes = new long[prefixes.length];
    for (int i = 0; i < count; i++) {
      int at = next[partition(pointers[i])]++;
      sorted[at] = pointers[i];
      if (ordered) {
        sortedPrefixes[at] = prefixes[i];
      }
    }
    pointers = sorted;
    prefixes = sortedPrefixes;
  }

  void clear() {
    count = 0;
    pointers = new long[64];
    prefixes = new long[ordered ? 64 : 0];
  }

  private static int partition(long pointer) {
    return (int) (pointer >>> POINTER_BITS);
  }
}
