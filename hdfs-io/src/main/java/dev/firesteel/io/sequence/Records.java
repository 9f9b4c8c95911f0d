package dev.firesteel.io.sequence;

import dev.firesteel.io.codec.RawInput;
import dev.firesteel.io.input.FileRange;
import dev.firesteel.io.storage.MalformedDataException;
import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import org.apache.hadoop.io.DataInputBuffer;

/**
 * The records of one range of a sequence file. What follows a mark belongs to the range that has
 * the mark's first byte; what follows the header belongs to the first range.
 */
abstract class Records implements Closeable {
  static final String WHAT = "a record";
  static final int MARK = -1;
  private static final int MARK_BYTES = Integer.BYTES + SequenceHeader.SYNC;

  final RawInput in;
  final SequenceCodec codec;
  final DataInputBuffer key = new DataInputBuffer();
  final DataInputBuffer value = new DataInputBuffer();
  private final FileRange range;
  private final byte[] sync;
  private boolean ended;

  /** Whether a mark has just been read. */
  boolean marked;

  Records(FileRange range, RawInput in, SequenceHeader header, SequenceCodec codec) {
    this.range = range;
    this.in = in;
    this.sync = header.sync();
    this.codec = codec;
  }

  /** Reads the next record's {@link #key} and {@link #value}; false if there are no more. */
  abstract boolean next() throws IOException;

  /** Where the record is, for errors. */
  abstract long at();

  /** Goes behind the range's first mark. */
  final void seek() throws IOException {
    byte[] pattern = new byte[MARK_BYTES];
    Arrays.fill(pattern, 0, Integer.BYTES, (byte) MARK);
    System.arraycopy(sync, 0, pattern, Integer.BYTES, sync.length);
    byte[] seen = new byte[MARK_BYTES];
    long from = in.offset();
    while (in.offset() < range.end() + MARK_BYTES - 1 && in.fill()) {
      int at = (int) (in.offset() % MARK_BYTES);
      seen[at] = (byte) in.next(WHAT);
      if (seen[at] == pattern[MARK_BYTES - 1]
          && in.offset() - from >= MARK_BYTES
          && matches(pattern, seen, at + 1)) {
        marked = true;
        return;
      }
    }
    ended = true;
  }

  private static boolean matches(byte[] pattern, byte[] ring, int first) {
    for (int i = 0; i < pattern.length; i++) {
      if (pattern[i] != ring[(first + i) % pattern.length]) {
        return false;
      }
    }
    return true;
  }

  /** Whether the file has more to read than planned, at this place. */
  final boolean atEnd() throws IOException {
    ended = ended || in.offset() >= range.fileLength() || !in.fill();
    return ended;
  }

  /**
   * Reads the second part of a mark.
   *
   * @param at where the mark begins
   * @return false if it begins behind the range
   */
  final boolean mark(long at) throws IOException {
    if (at >= range.end()) {
      ended = true;
      return false;
    }
    byte[] found = in.read(new byte[sync.length], sync.length, WHAT);
    if (!Arrays.equals(found, sync)) {
      throw new MalformedDataException("the mark at byte " + at + " is not the file's own", null);
    }
    marked = true;
    return true;
  }

  /** Checks a length that the file says. */
  final int length(long length, long most, long at) throws IOException {
    if (length < 0 || length > most) {
      throw new MalformedDataException(
          "the record at byte " + at + " is damaged: it has an impossible length of " + length,
          null);
    }
    return (int) length;
  }

  /** Bytes up to the file's end as planned. */
  final long rest() {
    return range.fileLength() - in.offset();
  }

  @Override
  public final void close() throws IOException {
    in.close();
  }
}
