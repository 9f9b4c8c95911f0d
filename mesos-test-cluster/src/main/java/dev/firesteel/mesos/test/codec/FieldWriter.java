package dev.firesteel.mesos.test.codec;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.mesos.protobuf.MessageLite;

/** Writes numbers, texts and messages one after the other; {@link FieldReader} reads them. */
public final class FieldWriter {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  private interface Write {
    void to(DataOutputStream out) throws IOException;
  }

  private FieldWriter write(Write what) {
    try {
      what.to(out);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write to memory", e);
    }
  }

  /** A whole number. */
  public FieldWriter number(long value) {
    return write(to -> to.writeLong(value));
  }

  /** Yes or no. */
  public FieldWriter flag(Boolean value) {
    return write(to -> to.writeBoolean(value));
  }

  /** Bytes of any number. */
  public FieldWriter bytes(byte[] value) {
    return write(
        to -> {
          to.writeInt(value.length);
          to.write(value);
        });
  }

  /** A text of any length. */
  public FieldWriter text(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  /** A protobuf message. */
  public FieldWriter message(MessageLite value) {
    return bytes(value.toByteArray());
  }

  /** How many there are, and each of them. */
  public <T> FieldWriter each(List<T> values, BiConsumer<FieldWriter, T> how) {
    number(values.size());
    values.forEach(value -> how.accept(this, value));
    return this;
  }

  /** As a list of one or none. */
  public <T> FieldWriter optional(Optional<T> value, BiConsumer<FieldWriter, T> how) {
    return each(value.stream().toList(), how);
  }

  /** All that was written. */
  public byte[] toBytes() {
    return bytes.toByteArray();
  }
}
