package dev.firesteel.io.sequence;

import dev.firesteel.io.codec.RawInput;
import dev.firesteel.io.input.FileRange;
import java.io.IOException;

/**
 * Records one by one: their length, their key's length, the key, the value, which may be
 * compressed.
 */
final class SingleRecords extends Records {
  private final boolean compressed;
  private byte[] keyBytes = {};
  private byte[] valueBytes = {};
  private long at;

  SingleRecords(FileRange range, RawInput in, SequenceHeader header, SequenceCodec codec) {
    super(range, in, header, codec);
    this.compressed = header.packing() == Packing.RECORD;
  }

  @Override
  boolean next() throws IOException {
    while (!atEnd()) {
      at = in.offset();
      int length = in.bigEndianInt(WHAT);
      if (length == MARK) {
        if (!mark(at)) {
          return false;
        }
      } else {
        read(length(length, rest(), at));
        return true;
      }
    }
    return false;
  }

  private void read(int length) throws IOException {
    int keyLength = length(in.bigEndianInt(WHAT), length, at);
    keyBytes = in.read(keyBytes, keyLength, WHAT);
    key.reset(keyBytes, keyLength);
    int valueLength = length - keyLength;
    valueBytes = in.read(valueBytes, valueLength, WHAT);
    if (compressed) {
      byte[] plain = codec.decompress(valueBytes, valueLength, "value of the record", at);
      value.reset(plain, plain.length);
    } else {
      value.reset(valueBytes, valueLength);
    }
  }

  @Override
  long at() {
    return at;
  }
}
