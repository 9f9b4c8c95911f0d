package dev.firesteel.io.sequence;

import dev.firesteel.io.codec.Compression;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.apache.hadoop.io.DataOutputBuffer;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.io.WritableUtils;

/** A sequence file that is written: bytes in the right order, with marks. */
final class SequenceSink implements Closeable {
  private static final int BUFFER = 128 << 10;

  /** As Hadoop writes them. */
  private static final int BETWEEN_MARKS = 100 << 10;

  private static final int BLOCK = 1_000_000;

  private final DataOutputStream out;
  private final Packing packing;
  private final Compression compression;
  private final byte[] sync = sync();
  private final DataOutputBuffer keys = new DataOutputBuffer();
  private final DataOutputBuffer values = new DataOutputBuffer();
  private final DataOutputBuffer keyLengths = new DataOutputBuffer();
  private final DataOutputBuffer valueLengths = new DataOutputBuffer();
  private int records;
  private long sinceMark;

  SequenceSink(OutputStream out, Packing packing, Compression compression) {
    this.out = new DataOutputStream(new BufferedOutputStream(out, BUFFER));
    this.packing = packing;
    this.compression = compression;
  }

  private static byte[] sync() {
    UUID random = UUID.randomUUID();
    return ByteBuffer.allocate(SequenceHeader.SYNC)
        .putLong(random.getMostSignificantBits())
        .putLong(random.getLeastSignificantBits())
        .array();
  }

  void begin(Encoder key, Encoder value) throws IOException {
    new SequenceHeader(
            key.hadoop().getName(),
            value.hadoop().getName(),
            packing,
            SequenceCodec.className(compression),
            sync)
        .write(out);
  }

  void write(Writable key, Writable value) throws IOException {
    int keyStart = keys.getLength();
    int valueStart = values.getLength();
    key.write(keys);
    value.write(values);
    if (packing == Packing.BLOCK) {
      WritableUtils.writeVInt(keyLengths, keys.getLength() - keyStart);
      WritableUtils.writeVInt(valueLengths, values.getLength() - valueStart);
      records++;
      if ((long) keys.getLength() + values.getLength() >= BLOCK) {
        block();
      }
      return;
    }
    record();
  }

  private void record() throws IOException {
    byte[] value = values.getData();
    int valueLength = values.getLength();
    if (packing == Packing.RECORD) {
      value = SequenceCodec.compress(compression, value, valueLength);
      valueLength = value.length;
    }
    int keyLength = keys.getLength();
    if (sinceMark >= BETWEEN_MARKS) {
      mark();
    }
    out.writeInt(Math.addExact(keyLength, valueLength));
    out.writeInt(keyLength);
    out.write(keys.getData(), 0, keyLength);
    out.write(value, 0, valueLength);
    sinceMark += 2L * Integer.BYTES + keyLength + valueLength;
    keys.reset();
    values.reset();
  }

  private void mark() throws IOException {
    out.writeInt(Records.MARK);
    out.write(sync);
    sinceMark = 0;
  }

  private void block() throws IOException {
    if (records > 0) {
      mark();
      WritableUtils.writeVInt(out, records);
      part(keyLengths);
      part(keys);
      part(valueLengths);
      part(values);
      records = 0;
    }
  }

  private void part(DataOutputBuffer plain) throws IOException {
    byte[] compressed = SequenceCodec.compress(compression, plain.getData(), plain.getLength());
    WritableUtils.writeVInt(out, compressed.length);
    out.write(compressed);
    plain.reset();
  }

  /** Writes what is left. */
  void finish() throws IOException {
    block();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
