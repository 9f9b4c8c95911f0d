package dev.firesteel.protocol.message;

import dev.firesteel.protocol.wire.MalformedException;
import dev.firesteel.protocol.wire.WireReader;
import dev.firesteel.protocol.wire.WireWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A split on its way to a task: part of {@link TaskOrder#input}, which is a count (variable-length
 * int) and so many of these, each as source (variable-length int), partition (variable-length int),
 * length (variable-length int), bytes; or nothing at all instead of a count of 0.
 *
 * @param source the number by which the program calls the source
 * @param partition the source's partition
 * @param split what the source's format wrote
 */
public record TaskInput(int source, int partition, byte[] split) {
  private static final byte[] NONE = {};

  /** What {@link TaskOrder#input} holds for these splits. */
  public static byte[] encode(List<TaskInput> inputs) {
    if (inputs.isEmpty()) {
      return NONE;
    }
    WireWriter out = new WireWriter(Integer.MAX_VALUE - 8);
    out.number(inputs.size());
    for (TaskInput input : inputs) {
      out.number(input.source);
      out.number(input.partition);
      out.bytes(input.split);
    }
    return out.toBytes();
  }

  /**
   * The splits that {@link #encode} wrote.
   *
   * @throws dev.firesteel.protocol.wire.MalformedException if it did not write them
   */
  public static List<TaskInput> decode(byte[] input) {
    if (input.length == 0) {
      return List.of();
    }
    WireReader in = new WireReader(input);
    try {
      int count = in.count();
      List<TaskInput> inputs = new ArrayList<>(Math.min(count, 64));
      for (int i = 0; i < count; i++) {
        inputs.add(new TaskInput(in.number(), in.number(), in.bytes()));
      }
      in.finish();
      return Collections.unmodifiableList(inputs);
    } catch (RuntimeException e) {
      throw MalformedException.of(e);
    }
  }
}
