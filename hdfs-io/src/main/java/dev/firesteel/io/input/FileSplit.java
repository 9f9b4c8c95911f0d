package dev.firesteel.io.input;

import dev.firesteel.api.split.SplitInput;
import dev.firesteel.api.split.SplitOutput;
import dev.firesteel.io.storage.Replicas;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What one task reads: a range of a file, or several small files together.
 *
 * @param ranges at least one, in the order in which they are read
 * @param replicas who holds them (of several, most of them); not sent to executors
 */
public record FileSplit(List<FileRange> ranges, Replicas replicas) implements PlacedSplit {
  /** Copies the list. */
  public FileSplit {
    if (ranges.isEmpty()) {
      throw new IllegalArgumentException("Cannot make a split of no range");
    }
    ranges = List.copyOf(ranges);
  }

  /** A split of one range. */
  public static FileSplit of(FileRange range, Replicas replicas) {
    return new FileSplit(List.of(range), replicas);
  }

  @Override
  public long length() {
    return ranges.stream().mapToLong(FileRange::length).sum();
  }

  @Override
  public List<String> files() {
    return ranges.stream().map(range -> range.file().toString()).distinct().toList();
  }

  void write(SplitOutput out) throws IOException {
    out.writeInt(ranges.size());
    for (FileRange range : ranges) {
      range.write(out);
    }
  }

  static FileSplit read(SplitInput in) throws IOException {
    int count = in.readInt();
    List<FileRange> ranges = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      ranges.add(FileRange.read(in));
    }
    return new FileSplit(ranges, Replicas.UNKNOWN);
  }
}
