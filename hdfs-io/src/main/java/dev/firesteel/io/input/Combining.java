package dev.firesteel.io.input;

import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.RackName;
import dev.firesteel.io.storage.HostShares;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Puts small pieces of input into common splits. Pure; the same input gives the same splits.
 *
 * <p>A piece weighs its bytes and the cost of opening it. No common split weighs more than the
 * split size, nor so much that fewer splits are left than wanted; a piece of at most half of that
 * is small. What has no known host, and the parts of a job's output, share with their neighbours.
 * Of the others, whole files are gathered by host, then by rack, then in order; so are the ends of
 * larger files, apart from these. A split of files stands where its first one does, one of ends
 * where its last one does: so the parts of each file stay in order.
 */
final class Combining {
  /** Begins the names of a job's output, Hadoop's and others' too: its parts have an order. */
  private static final String PART = "part-";

  private record Placed(int index, FileSplit split) {}

  private final long largest;
  private final long openCost;
  private final int wanted;
  private final SmallFiles way;
  private final List<Placed> placed = new ArrayList<>();
  private long most;

  /**
   * For one input.
   *
   * @param largest bytes of a split
   * @param openCost bytes that could be read while a file is opened
   * @param wanted splits that shall be left, if there are as many pieces
   */
  Combining(long largest, long openCost, int wanted, SmallFiles way) {
    this.largest = largest;
    this.openCost = openCost;
    this.wanted = wanted;
    this.way = way;
  }

  /** Combines splits of one range, which are in the order of the input. */
  List<FileSplit> combine(List<FileSplit> splits) {
    if (way == SmallFiles.APART || splits.size() <= wanted) {
      return splits;
    }
    most = mostOf(splits);
    List<Piece> files = new ArrayList<>();
    List<Piece> ends = new ArrayList<>();
    List<Piece> neighbours = new ArrayList<>();
    for (int i = 0; i < splits.size(); i++) {
      FileSplit split = splits.get(i);
      Piece piece = new Piece(i, split, weight(split));
      boolean ordered = ordered(piece);
      if (piece.weight() > most / 2 || !(ordered || piece.tail())) {
        fill(neighbours);
        placed.add(new Placed(i, split));
      } else if (ordered) {
        neighbours.add(piece);
      } else {
        (piece.whole() ? files : ends).add(piece);
      }
    }
    fill(neighbours);
    gather(files);
    gather(ends);
    placed.sort(Comparator.comparingInt(Placed::index));
    return placed.stream().map(Placed::split).toList();
  }

  /** Whether it shares with its neighbours only, so that the order of the input is kept. */
  private boolean ordered(Piece piece) {
    return way == SmallFiles.IN_ORDER
        || piece.split().hosts().isEmpty()
        || piece.range().file().name().startsWith(PART);
  }

  private long weight(FileSplit split) {
    return Math.max(1, split.length() + openCost);
  }

  /**
   * The most that a split may weigh so that the wanted number is left: heavy pieces are splits of
   * their own, and the rest is shared by the others.
   */
  private long mostOf(List<FileSplit> splits) {
    long[] weights = splits.stream().mapToLong(this::weight).sorted().toArray();
    long rest = Arrays.stream(weights).sum();
    long parts = wanted;
    for (int i = weights.length - 1; i >= 0 && weights[i] > rest / parts; i--) {
      rest -= weights[i];
      parts--;
    }
    return Math.min(largest, rest / parts);
  }

  private void gather(List<Piece> pieces) {
    long least = most / 2;
    new Gathering<HostName>(piece -> piece.replicas().hosts(), least, most)
        .loads(pieces)
        .forEach(this::place);
    new Gathering<RackName>(piece -> piece.replicas().racks(), least, most)
        .loads(pieces)
        .forEach(this::place);
    fill(pieces);
  }

  /** Makes splits of all pieces, in their order. */
  private void fill(List<Piece> pieces) {
    int from = 0;
    long weight = 0;
    for (int i = 0; i < pieces.size(); i++) {
      long next = pieces.get(i).weight();
      if (weight + next > most) {
        place(pieces.subList(from, i));
        from = i;
        weight = 0;
      }
      weight += next;
    }
    if (from < pieces.size()) {
      place(pieces.subList(from, pieces.size()));
    }
    pieces.clear();
  }

  private void place(List<Piece> pieces) {
    Piece first = pieces.get(0);
    Piece last = pieces.get(pieces.size() - 1);
    if (pieces.size() == 1) {
      placed.add(new Placed(first.index(), first.split()));
      return;
    }
    HostShares shares = new HostShares();
    List<FileRange> ranges = new ArrayList<>();
    for (Piece piece : pieces) {
      shares.add(piece.replicas(), piece.range().length());
      append(piece.range(), ranges);
    }
    int index = first.whole() || ordered(first) ? first.index() : last.index();
    placed.add(new Placed(index, new FileSplit(ranges, shares.most())));
  }

  private static void append(FileRange range, List<FileRange> ranges) {
    FileRange last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
    if (last != null
        && range.start() > 0
        && range.file().equals(last.file())
        && last.end() == range.start()) {
      ranges.set(
          ranges.size() - 1,
          new FileRange(
              last.file(), last.start(), last.length() + range.length(), last.fileLength()));
    } else {
      ranges.add(range);
    }
  }
}
