package dev.firesteel.protocol.message;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A split on its way to a task: part of {@link TaskOrder#input}, which is a count (variable-length
 * int) and so many of these, each as source (variable-length int), partition (variable-length int),
 * length (variable-length int), bytes. No input at all is no bytes at all. A variable-length int
 * has seven bits in each byte, the lowest first, and the highest bit set in all but the last.
 *
 * @param source the number by which the program calls the source
 * @param partition the source's partition
 * @param split what the source's format wrote
 */
public record TaskInput(int source, int partition, byte[] split) {
  private static final byte[] NONE = {};

  /** The inputs of a task as bytes. */
  public static byte[] encode(List<TaskInput> inputs) {
    if (inputs.isEmpty()) {
      return NONE;
    }
    int size = 5;
    for (TaskInput input : inputs) {
      size += 15 + input.split.length;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(Math.max(size, 16));
    writeInt(out, inputs.size());
    for (TaskInput input : inputs) {
      writeInt(out, input.source);
      writeInt(out, input.partition);
      writeInt(out, input.split.length);
      out.writeBytes(input.split);
    }
    return out.toByteArray();
  }

  /**
   * The inputs that {@link #encode} wrote.
   *
   * @throws IllegalArgumentException if the bytes are cut or damaged
   */
  public static List<TaskInput> decode(byte[] bytes) {
    if (bytes.length == 0) {
      return List.of();
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    int count = readInt(in);
    List<TaskInput> inputs = new ArrayList<>(Math.min(count, bytes.length));
    for (int i = 0; i < count; i++) {
      int source = readInt(in);
      int partition = readInt(in);
      int length = readInt(in);
      if (length > in.remaining()) {
        throw damaged(in);
      }
      byte[] split = new byte[length];
      in.get(split);
      inputs.add(new TaskInput(source, partition, split));
    }
    return inputs;
  }

  private static void writeInt(ByteArrayOutputStream out, int value) {
    int rest = value;
    while ((rest & ~0x7f) != 0) {
      out.write((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }

  private static int readInt(ByteBuffer in) {
    int value = 0;
    for (int shift = 0; shift < 32; shift += 7) {
      if (!in.hasRemaining()) {
        throw damaged(in);
      }
      byte next = in.get();
      value |= (next & 0x7f) << shift;
      if (next >= 0 && value >= 0) {
        return value;
      }
    }
    throw damaged(in);
  }

  private static IllegalArgumentException damaged(ByteBuffer in) {
    return new IllegalArgumentException(
        "Cannot read a task's input: damaged before byte " + in.position() + " of " + in.limit());
  }
}
