package dev.firesteel.io.blocks;

import dev.firesteel.api.split.SplitInput;
import dev.firesteel.api.split.SplitOutput;
import dev.firesteel.io.input.PlacedSplit;
import dev.firesteel.io.storage.Entry.StoredFile;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.Replicas;
import java.io.IOException;
import java.util.List;

/**
 * A whole file of blocks.
 *
 * @param file the file
 * @param length its bytes
 * @param partition the partition that it must hold, or {@link #ANY}
 * @param partitions of how many, or {@link #ANY}
 * @param replicas who holds the most of it; not sent to executors
 */
public record BlockSplit(
    Location file, long length, int partition, int partitions, Replicas replicas)
    implements PlacedSplit {
  /** Whatever the file says. */
  static final int ANY = -1;

  static BlockSplit of(StoredFile file, int partition, int partitions) {
    return new BlockSplit(file.location(), file.length(), partition, partitions, file.replicas());
  }

  @Override
  public List<String> files() {
    return List.of(file.toString());
  }

  void write(SplitOutput out) throws IOException {
    out.writeUTF(file.scheme());
    out.writeUTF(file.authority());
    out.writeUTF(file.path());
    out.writeLong(length);
    out.writeInt(partition);
    out.writeInt(partitions);
  }

  static BlockSplit read(SplitInput in) throws IOException {
    Location file = new Location(in.readUTF(), in.readUTF(), in.readUTF());
    return new BlockSplit(file, in.readLong(), in.readInt(), in.readInt(), Replicas.UNKNOWN);
  }
}
