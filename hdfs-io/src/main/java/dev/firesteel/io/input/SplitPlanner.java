package dev.firesteel.io.input;

import dev.firesteel.api.topology.HostName;
import dev.firesteel.io.storage.BlockPlace;
import dev.firesteel.io.storage.Entry.StoredFile;
import dev.firesteel.io.storage.HostShares;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Cuts files into splits of one range each: pure arithmetic on lengths and blocks. */
final class SplitPlanner {
  /** A last piece up to this share of a split is added to the one before it. */
  private static final double SLOP = 0.1;

  /** For quotients that are whole but for the rounding of doubles. */
  private static final double ROUNDING = 1e-9;

  private final double size;
  private final double slop;
  private final long smallest;

  private SplitPlanner(double size, double slop, long smallest) {
    this.size = Math.max(1, size);
    this.slop = slop;
    this.smallest = smallest;
  }

  /**
   * A planner that cuts so that every slot has work, but not below {@code smallest}.
   *
   * @param total bytes of all files that can be split
   */
  static SplitPlanner filling(long total, int slots, long smallest, long largest) {
    return new SplitPlanner(
        Math.min((double) largest, Math.max((double) smallest, (double) total / slots)),
        SLOP,
        smallest);
  }

  /** A planner that makes at least {@code wanted} splits if there are as many bytes. */
  static SplitPlanner atLeast(long total, int wanted, long smallest, long largest) {
    return new SplitPlanner(
        Math.min((double) largest, (double) total / wanted), ROUNDING, smallest);
  }

  /** All splits of all files, in their order; an empty file is one of no bytes. */
  List<FileSplit> plan(List<StoredFile> files, Predicate<StoredFile> splittable) {
    List<FileSplit> splits = new ArrayList<>();
    for (StoredFile file : files) {
      if (file.length() > 0 && splittable.test(file)) {
        joined(file.blocks()).forEach(place -> cut(file, place, splits));
      } else {
        splits.add(FileSplit.of(FileRange.whole(file), file.replicas()));
      }
    }
    return splits;
  }

  /**
   * Neighbouring blocks are one place while they fit into a split and one host holds all of them,
   * or one is so small that a task of its own costs more than reading it from far.
   */
  private List<BlockPlace> joined(List<BlockPlace> blocks) {
    if (blocks.size() == 1) {
      return blocks;
    }
    List<BlockPlace> places = new ArrayList<>();
    int from = 0;
    while (from < blocks.size()) {
      int to = from + 1;
      long length = blocks.get(from).length();
      Set<HostName> common = new HashSet<>(blocks.get(from).replicas().hosts());
      while (to < blocks.size() && joins(blocks.get(to), length, common, blocks.get(from))) {
        length += blocks.get(to).length();
        common.retainAll(blocks.get(to).replicas().hosts());
        to++;
      }
      places.add(place(blocks.subList(from, to), length));
      from = to;
    }
    return places;
  }

  private boolean joins(BlockPlace next, long length, Set<HostName> common, BlockPlace first) {
    List<HostName> hosts = next.replicas().hosts();
    boolean near =
        first.replicas().hosts().isEmpty()
            ? hosts.isEmpty()
            : hosts.stream().anyMatch(common::contains);
    return length + next.length() <= size
        && (near || length < smallest || next.length() < smallest);
  }

  private static BlockPlace place(List<BlockPlace> blocks, long length) {
    if (blocks.size() == 1) {
      return blocks.get(0);
    }
    HostShares shares = new HostShares();
    blocks.forEach(block -> shares.add(block.replicas(), block.length()));
    return new BlockPlace(blocks.get(0).start(), length, shares.most());
  }

  private void cut(StoredFile file, BlockPlace place, List<FileSplit> splits) {
    long pieces = Math.max(1, (long) Math.ceil(place.length() / size - slop));
    long from = place.start();
    for (long i = 1; i <= pieces; i++) {
      long to =
          i == pieces
              ? place.start() + place.length()
              : place.start() + place.length() / pieces * i + place.length() % pieces * i / pieces;
      if (to > from) {
        splits.add(
            FileSplit.of(
                new FileRange(file.location(), from, to - from, file.length()), place.replicas()));
      }
      from = to;
    }
  }
}
