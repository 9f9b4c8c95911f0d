package dev.firesteel.io.mapreduce;

import dev.firesteel.api.split.SplitInput;
import dev.firesteel.api.split.SplitOutput;
import dev.firesteel.io.input.PlacedSplit;
import dev.firesteel.io.storage.Replicas;
import java.io.IOException;
import java.util.List;

/**
 * A split of a Hadoop format, in the form in which it travels.
 *
 * @param index its place among the splits, from 0
 * @param type the class of Hadoop's split
 * @param state that split, serialized
 * @param length approximate size in bytes, or 0 if unknown
 * @param files full URIs of its files, as far as they are known; not sent to executors
 * @param replicas who holds it; not sent to executors
 */
public record HadoopSplit(
    int index, String type, byte[] state, long length, List<String> files, Replicas replicas)
    implements PlacedSplit {
  /** Copies the list. */
  public HadoopSplit {
    files = List.copyOf(files);
  }

  void write(SplitOutput out) throws IOException {
    out.writeInt(index);
    out.writeUTF(type);
    out.writeLong(length);
    out.writeInt(state.length);
    out.write(state);
  }

  static HadoopSplit read(SplitInput in) throws IOException {
    int index = in.readInt();
    String type = in.readUTF();
    long length = in.readLong();
    byte[] state = new byte[in.readInt()];
    in.readFully(state);
    return new HadoopSplit(index, type, state, length, List.of(), Replicas.UNKNOWN);
  }
}
