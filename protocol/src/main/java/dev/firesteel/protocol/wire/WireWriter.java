package dev.firesteel.protocol.wire;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Output;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.function.Consumer;

/** Writes primitives compactly into memory. Not safe for threads. */
public final class WireWriter {
  private final Output out;
  private final int limit;

  /**
   * A writer that refuses to grow above a limit.
   *
   * @param limit bytes, above 0
   */
  public WireWriter(int limit) {
    this.limit = limit;
    this.out = new Output(Math.min(256, limit), limit);
  }

  /** An octet, the low bits of {@code value}. */
  public void octet(int value) {
    out.writeByte(value);
  }

  /** A number, short if it is small and not negative. */
  public void number(int value) {
    out.writeVarInt(value, true);
  }

  /** A number, short if it is small and not negative. */
  public void number(long value) {
    out.writeVarLong(value, true);
  }

  /** A number, short if it is near 0. */
  public void signed(long value) {
    out.writeVarLong(value, false);
  }

  /** Length and bytes. */
  public void bytes(byte[] value) {
    out.writeVarInt(value.length, true);
    out.writeBytes(value);
  }

  /** The bytes alone, whose length the reader knows. */
  public void raw(byte[] value) {
    out.writeBytes(value);
  }

  /** Text as UTF-8; half surrogate pairs become question marks. */
  public void text(String value) {
    bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  /** The count and each element. */
  public <E> void each(Collection<E> elements, Consumer<? super E> writer) {
    out.writeVarInt(elements.size(), true);
    for (E element : elements) {
      writer.accept(element);
    }
  }

  /** Whether a failure to write means that the limit was hit. */
  public static boolean isOverLimit(RuntimeException failure) {
    return failure instanceof KryoException;
  }

  /** The failure to report when the limit is hit. */
  public FiresteelException overLimit(String what) {
    return new FiresteelException(
        ErrorCategory.RESOURCES,
        "Cannot send "
            + what
            + ": it takes more than "
            + limit
            + " bytes (use more and smaller partitions, or write the result to files)");
  }

  /** What was written so far. */
  public byte[] toBytes() {
    return out.toBytes();
  }
}
