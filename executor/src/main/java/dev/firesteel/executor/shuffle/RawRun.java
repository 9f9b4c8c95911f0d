package dev.firesteel.executor.shuffle;

import com.esotericsoftware.kryo.io.Input;
import dev.firesteel.executor.sort.Run;

/** A run of serialized records with prefix and length. Its element is itself, at its record. */
final class RawRun implements Run<RawRun> {
  private final Input in;
  private byte[] bytes = new byte[256];
  private int length;
  private long prefix;

  RawRun(Input in) {
    this.in = in;
  }

  @Override
  public boolean next() {
    if (in.end()) {
      return false;
    }
    prefix = in.readLong();
    length = in.readVarInt(true);
    if (bytes.length < length) {
      bytes = new byte[Math.max(length, (int) Math.min(Integer.MAX_VALUE - 16, 2L * bytes.length))];
    }
    in.readBytes(bytes, 0, length);
    return true;
  }

  @Override
  public RawRun element() {
    return this;
  }

  @Override
  public long prefix() {
    return prefix;
  }

  /** Holds the record from its start. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  @Override
  public void close() {
    in.close();
  }
}
