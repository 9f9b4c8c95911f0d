package dev.firesteel.protocol.wire;

import com.esotericsoftware.kryo.io.Input;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/**
 * Reads what {@link WireWriter} wrote. Never allocates more than a small multiple of the bytes that
 * are there, whatever lengths they claim. Not safe for threads.
 */
public final class WireReader {
  private static final int FIRST_CAPACITY = 64;

  private final Input in;

  /** Reads an array from its begin. */
  public WireReader(byte[] bytes) {
    this.in = new Input(bytes);
  }

  /**
   * Checks that all was read.
   *
   * @throws MalformedException if bytes are left
   */
  public void finish() {
    if (remaining() > 0) {
      throw new MalformedException(remaining() + " bytes are left over");
    }
  }

  /** Bytes that are left. */
  public int remaining() {
    return in.limit() - in.position();
  }

  /** An octet, 0 to 255. */
  public int octet() {
    return in.readByteUnsigned();
  }

  /** A number as written by {@link WireWriter#number(int)}. */
  public int number() {
    return in.readVarInt(true);
  }

  /** A number as written by {@link WireWriter#number(long)}. */
  public long longNumber() {
    return in.readVarLong(true);
  }

  /** A number as written by {@link WireWriter#signed}. */
  public long signed() {
    return in.readVarLong(false);
  }

  /** A count of things that take at least one byte each. */
  public int count() {
    int count = in.readVarInt(true);
    if (count < 0 || count > remaining()) {
      throw new MalformedException(
          "a count of " + Integer.toUnsignedString(count) + " with " + remaining() + " bytes left");
    }
    return count;
  }

  /** Bytes with their length. */
  public byte[] bytes() {
    return in.readBytes(count());
  }

  /**
   * Bytes without a length.
   *
   * @param length how many, known otherwise
   */
  public byte[] raw(int length) {
    if (length > remaining()) {
      throw new MalformedException(
          length + " bytes are expected where " + remaining() + " are left");
    }
    return in.readBytes(length);
  }

  /** Text. */
  public String text() {
    int length = count();
    String text = new String(in.getBuffer(), in.position(), length, StandardCharsets.UTF_8);
    in.skip(length);
    return text;
  }

  /** The elements written by {@link WireWriter#each}, as a list that nobody changes. */
  public <E> List<E> list(Supplier<? extends E> element) {
    int count = count();
    List<E> list = new ArrayList<>(Math.min(count, FIRST_CAPACITY));
    for (int i = 0; i < count; i++) {
      list.add(element.get());
    }
    return Collections.unmodifiableList(list);
  }
}
