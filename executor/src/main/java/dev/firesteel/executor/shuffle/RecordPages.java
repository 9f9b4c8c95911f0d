package dev.firesteel.executor.shuffle;

import com.esotericsoftware.kryo.io.Output;
import dev.firesteel.executor.spill.MemoryLease;
import java.util.ArrayList;
import java.util.List;

/**
 * Serialized records in pages, each with its length before it, found by pointers. A record that
 * does not fit into the rest of a page moves to the next one. Pages start small and grow, so that
 * small tasks take little.
 */
final class RecordPages extends Output {
  /** Bytes of a record's length. */
  static final int HEADER = 4;

  private static final int FIRST_PAGE = 1 << 12;
  private static final int LARGEST_PAGE = 1 << 20;
  private static final int OFFSET_BITS = 24;

  private final MemoryLease lease;
  private final List<byte[]> pages = new ArrayList<>();
  private int start;
  private boolean refused;

  RecordPages(MemoryLease lease) {
    this.lease = lease;
    this.buffer = new byte[0];
  }

  /** Starts a record; behind a large one on a new page, where a pointer can reach it. */
  void begin() {
    if (position >= 1 << OFFSET_BITS) {
      capacity = position;
    }
    start = position;
    writeInt(0);
  }

  /** Ends the record and returns its pointer, of 40 bits. */
  long end() {
    int length = position - start - HEADER;
    buffer[start] = (byte) (length >>> 24);
    buffer[start + 1] = (byte) (length >>> 16);
    buffer[start + 2] = (byte) (length >>> 8);
    buffer[start + 3] = (byte) length;
    return ((long) (pages.size() - 1) << OFFSET_BITS) | start;
  }

  /** Takes back a record that could not be written whole. */
  void forget() {
    position = start;
  }

  /** Whether memory was refused: the pages should be emptied. */
  boolean refused() {
    return refused;
  }

  /** The page that a pointer points into; higher bits are ignored. */
  byte[] page(long pointer) {
    return pages.get((int) (pointer >>> OFFSET_BITS) & 0xffff);
  }

  /** The place of the record's first byte in its page. */
  static int at(long pointer) {
    return ((int) pointer & 0xffffff) + HEADER;
  }

  /** The record's length, for its first byte's place. */
  static int length(byte[] page, int at) {
    return (page[at - 4] << 24)
        | ((page[at - 3] & 0xff) << 16)
        | ((page[at - 2] & 0xff) << 8)
        | (page[at - 1] & 0xff);
  }

  /** Forgets all records and gives the memory back. */
  void clear() {
    pages.clear();
    lease.close();
    refused = false;
    buffer = new byte[0];
    capacity = 0;
    position = 0;
    start = 0;
  }

  @Override
  protected boolean require(int required) {
    if (capacity - position >= required) {
      return false;
    }
    int partial = position - start;
    long wanted = Math.min(LARGEST_PAGE, (long) FIRST_PAGE << (2 * Math.min(pages.size(), 8)));
    if (2L * (partial + required) > wanted) {
      wanted = Math.min(Integer.MAX_VALUE - 16L, 2L * ((long) partial + required));
    }
    byte[] page = new byte[(int) wanted];
    System.arraycopy(buffer, start, page, 0, partial);
    if (start == 0 && !pages.isEmpty()) {
      pages.set(pages.size() - 1, page); // the record was alone in its page
    } else {
      pages.add(page);
    }
    refused |= !lease.take(page.length) || pages.size() > 0xffff;
    buffer = page;
    capacity = page.length;
    position = partial;
    start = 0;
    return true;
  }

  @Override
  public void flush() {
    // pages stay
  }
}
