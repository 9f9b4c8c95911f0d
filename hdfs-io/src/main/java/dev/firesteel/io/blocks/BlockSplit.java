package dev.firesteel.io.blocks;

import dev.firesteel.api.split.InputSplit;
import dev.firesteel.api.split.SplitInput;
import dev.firesteel.api.split.SplitOutput;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.io.storage.BlockPlace;
import dev.firesteel.io.storage.Entry.StoredFile;
import dev.firesteel.io.storage.Location;
import java.io.IOException;
import java.util.List;

/**
 * A whole file of blocks.
 *
 * @param file the file
 * @param length its bytes
 * @param partition the partition that it must hold, or {@link #ANY}
 * @param partitions of how many, or {@link #ANY}
 * @param hosts hosts with a copy of its first block, best first; not sent to executors
 */
public record BlockSplit(
    Location file, long length, int partition, int partitions, List<HostName> hosts)
    implements InputSplit {
  /** Whatever the file says. */
  static final int ANY = -1;

  /** Copies the list. */
  public BlockSplit {
    hosts = List.copyOf(hosts);
  }

  static BlockSplit of(StoredFile file, int partition, int partitions) {
    List<BlockPlace> blocks = file.blocks();
    List<HostName> hosts = blocks.isEmpty() ? List.of() : blocks.get(0).replicas().hosts();
    return new BlockSplit(file.location(), file.length(), partition, partitions, hosts);
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
    return new BlockSplit(file, in.readLong(), in.readInt(), in.readInt(), List.of());
  }
}
