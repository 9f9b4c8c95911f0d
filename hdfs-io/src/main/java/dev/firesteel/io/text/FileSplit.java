package dev.firesteel.io.text;

import dev.firesteel.api.split.InputSplit;
import dev.firesteel.api.split.SplitInput;
import dev.firesteel.api.split.SplitOutput;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.io.storage.Location;
import java.io.IOException;
import java.util.List;

/**
 * A range of a file.
 *
 * @param file the file
 * @param start the first byte
 * @param length the number of bytes, above 0
 * @param hosts hosts with a copy, best first; not sent to executors
 * @param inMemoryHosts those that hold it in memory; not sent to executors
 */
public record FileSplit(
    Location file, long start, long length, List<HostName> hosts, List<HostName> inMemoryHosts)
    implements InputSplit {
  /** Checks the range and copies the lists. */
  public FileSplit {
    if (start < 0 || length <= 0) {
      throw new IllegalArgumentException(
          "Cannot make a split of " + file + ": " + length + " bytes from " + start);
    }
    hosts = List.copyOf(hosts);
    inMemoryHosts = List.copyOf(inMemoryHosts);
  }

  /** The byte after the last. */
  public long end() {
    return start + length;
  }

  void write(SplitOutput out) throws IOException {
    out.writeUTF(file.scheme());
    out.writeUTF(file.authority());
    out.writeUTF(file.path());
    out.writeLong(start);
    out.writeLong(length);
  }

  static FileSplit read(SplitInput in) throws IOException {
    Location file = new Location(in.readUTF(), in.readUTF(), in.readUTF());
    return new FileSplit(file, in.readLong(), in.readLong(), List.of(), List.of());
  }
}
