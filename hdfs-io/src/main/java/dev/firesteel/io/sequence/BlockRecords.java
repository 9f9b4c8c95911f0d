package dev.firesteel.io.sequence;

import dev.firesteel.io.codec.RawInput;
import dev.firesteel.io.input.FileRange;
import dev.firesteel.io.storage.MalformedDataException;
import java.io.EOFException;
import java.io.IOException;
import org.apache.hadoop.io.DataInputBuffer;
import org.apache.hadoop.io.WritableUtils;

/**
 * Records in compressed blocks, each behind a mark: their number, the keys' lengths, the keys, the
 * values' lengths, the values.
 */
final class BlockRecords extends Records {
  private final DataInputBuffer keyLengths = new DataInputBuffer();
  private final DataInputBuffer valueLengths = new DataInputBuffer();
  private byte[] keys = {};
  private byte[] values = {};
  private byte[] compressed = {};
  private int keyAt;
  private int valueAt;
  private long left;
  private long at;

  BlockRecords(FileRange range, RawInput in, SequenceHeader header, SequenceCodec codec) {
    super(range, in, header, codec);
  }

  @Override
  boolean next() throws IOException {
    while (left == 0) {
      if (!nextBlock()) {
        return false;
      }
    }
    left--;
    keyAt = take(keyLengths, keys, keyAt, key);
    valueAt = take(valueLengths, values, valueAt, value);
    return true;
  }

  /** The number of records stands outside of what a codec's checksums cover. */
  private void checkAllTaken() throws IOException {
    if (keyLengths.available() > 0
        || valueLengths.available() > 0
        || keyAt < keys.length
        || valueAt < values.length) {
      throw new MalformedDataException(
          "the block at byte " + at + " is damaged: it holds more than it says", null);
    }
  }

  private int take(DataInputBuffer lengths, byte[] all, int from, DataInputBuffer one)
      throws IOException {
    int length;
    try {
      length = length(WritableUtils.readVInt(lengths), all.length - from, at);
    } catch (EOFException e) {
      throw new MalformedDataException(
          "the block at byte " + at + " is damaged: it says it has more records", e);
    }
    one.reset(all, from, length);
    return from + length;
  }

  private boolean nextBlock() throws IOException {
    checkAllTaken();
    if (atEnd()) {
      return false;
    }
    if (!marked) {
      at = in.offset();
      if (in.bigEndianInt(WHAT) != MARK) {
        throw new MalformedDataException("there is no mark at byte " + at, null);
      }
      if (!mark(at)) {
        return false;
      }
    }
    marked = false;
    at = in.offset();
    left = length(SequenceHeader.number(in, WHAT), Integer.MAX_VALUE, at);
    reset(keyLengths, part());
    keys = part();
    reset(valueLengths, part());
    values = part();
    keyAt = 0;
    valueAt = 0;
    return true;
  }

  private byte[] part() throws IOException {
    int length = length(SequenceHeader.number(in, WHAT), rest(), at);
    compressed = in.read(compressed, length, WHAT);
    return codec.decompress(compressed, length, "block of records", at);
  }

  private static void reset(DataInputBuffer buffer, byte[] bytes) {
    buffer.reset(bytes, bytes.length);
  }

  @Override
  long at() {
    return at;
  }
}
