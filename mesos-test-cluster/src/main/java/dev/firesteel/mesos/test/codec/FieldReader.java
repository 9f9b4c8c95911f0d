package dev.firesteel.mesos.test.codec;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.protobuf.Parser;

/** Reads what a {@link FieldWriter} wrote, in the same order. */
public final class FieldReader {
  private final DataInputStream in;

  /** Of all these bytes. */
  public FieldReader(byte[] bytes) {
    in = new DataInputStream(new ByteArrayInputStream(bytes));
  }

  /** Reads one value. */
  public interface Read<T> {
    /**
     * The value.
     *
     * @throws IOException if the bytes are none
     */
    T from(FieldReader in) throws IOException;
  }

  /** A whole number. */
  public long number() throws IOException {
    return in.readLong();
  }

  /** Yes or no. */
  public boolean flag() throws IOException {
    return in.readBoolean();
  }

  /** Bytes. */
  public byte[] bytes() throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException(
          "A field of " + length + " bytes, of which " + in.available() + " came");
    }
    return in.readNBytes(length);
  }

  /** A text. */
  public String text() throws IOException {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  /** A protobuf message. */
  public <T> T message(Parser<T> parser) throws IOException {
    return parser.parseFrom(bytes());
  }

  /** Many values. */
  public <T> List<T> list(Read<T> each) throws IOException {
    long count = number();
    List<T> values = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      values.add(each.from(this));
    }
    return values;
  }

  /** One value or none. */
  public <T> Optional<T> optional(Read<T> each) throws IOException {
    return list(each).stream().findFirst();
  }

  /**
   * Nothing is left.
   *
   * @throws IOException if something is
   */
  public void end() throws IOException {
    if (in.available() > 0) {
      throw new IOException(in.available() + " bytes too many");
    }
  }
}
