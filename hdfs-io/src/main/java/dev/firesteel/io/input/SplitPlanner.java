package dev.firesteel.io.input;

import dev.firesteel.io.storage.BlockPlace;
import dev.firesteel.io.storage.Entry.StoredFile;
import dev.firesteel.io.storage.Replicas;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Cuts files into splits: pure arithmetic on lengths and blocks. */
final class SplitPlanner {
  /** A last piece up to this share of a split is added to the one before it. */
  private static final double SLOP = 0.1;

  /** For quotients that are whole but for the rounding of doubles. */
  private static final double ROUNDING = 1e-9;

  private final double size;
  private final double slop;

  private SplitPlanner(double size, double slop) {
    this.size = Math.max(1, size);
    this.slop = slop;
  }

  /**
   * A planner that cuts so that every slot has work, but not below {@code smallest}.
   *
   * @param total bytes of all files that can be split
   */
  static SplitPlanner filling(long total, int slots, long smallest, long largest) {
    return new SplitPlanner(
        Math.min((double) largest, Math.max((double) smallest, (double) total / slots)), SLOP);
  }

  /** A planner that makes at least {@code wanted} splits if there are as many bytes. */
  static SplitPlanner atLeast(long total, int wanted, long largest) {
    return new SplitPlanner(Math.min((double) largest, (double) total / wanted), ROUNDING);
  }

  /** All splits of all files, in their order; an empty file is one of no bytes. */
  List<FileSplit> plan(List<StoredFile> files, Predicate<StoredFile> splittable) {
    List<FileSplit> splits = new ArrayList<>();
    for (StoredFile file : files) {
      if (file.length() > 0 && splittable.test(file)) {
        file.blocks().forEach(block -> cut(file, block, splits));
      } else {
        splits.add(whole(file));
      }
    }
    return splits;
  }

  private void cut(StoredFile file, BlockPlace block, List<FileSplit> splits) {
    long pieces = Math.max(1, (long) Math.ceil(block.length() / size - slop));
    long from = block.start();
    for (long i = 1; i <= pieces; i++) {
      long to =
          i == pieces
              ? block.start() + block.length()
              : block.start() + block.length() / pieces * i + block.length() % pieces * i / pieces;
      if (to > from) {
        splits.add(
            FileSplit.of(
                new FileRange(file.location(), from, to - from, file.length()), block.replicas()));
      }
      from = to;
    }
  }

  private static FileSplit whole(StoredFile file) {
    Replicas first = file.blocks().isEmpty() ? Replicas.UNKNOWN : file.blocks().get(0).replicas();
    return FileSplit.of(FileRange.whole(file), first);
  }
}
