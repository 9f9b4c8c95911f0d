package dev.firesteel.executor.store;

import dev.firesteel.executor.memory.Slabs;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;

/** Reads bytes that lie in slabs, all but the last of them full. Not safe for threads. */
final class SlabStream extends InputStream {
  private final List<ByteBuffer> slabs;
  private final long end;
  private long at;

  /** The bytes from {@code begin} to before {@code end}. */
  SlabStream(List<ByteBuffer> slabs, long begin, long end) {
    this.slabs = slabs;
    this.at = begin;
    this.end = end;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    if (at >= end) {
      return -1;
    }
    int within = (int) (at % Slabs.SLAB_BYTES);
    int n = (int) Math.min(Math.min(length, end - at), Slabs.SLAB_BYTES - within);
    slabs.get((int) (at / Slabs.SLAB_BYTES)).get(within, target, offset, n);
    at += n;
    return n;
  }
}
