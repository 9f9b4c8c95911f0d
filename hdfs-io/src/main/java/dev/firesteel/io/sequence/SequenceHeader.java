package dev.firesteel.io.sequence;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.firesteel.io.codec.RawInput;
import dev.firesteel.io.storage.MalformedDataException;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.WritableUtils;

/**
 * How a sequence file begins: {@code SEQ} and a version; names of the classes of keys and values;
 * whether and how it is compressed; free metadata, which are skipped; and 16 random bytes, which
 * after four bytes of ones mark places where a reader can start.
 *
 * @param keyClass name of the keys' class
 * @param valueClass name of the values' class
 * @param packing what is compressed
 * @param codec name of the codec's class; empty if nothing is compressed
 * @param sync the 16 bytes
 * @see <a
 *     href="https://hadoop.apache.org/docs/stable/api/org/apache/hadoop/io/SequenceFile.html">the
 *     form</a>
 */
record SequenceHeader(
    String keyClass, String valueClass, Packing packing, String codec, byte[] sync) {
  static final String WHAT = "its header";
  static final int SYNC = 16;
  private static final byte[] MAGIC = {'S', 'E', 'Q'};
  private static final int VERSION = 6;
  private static final int VERSION_WITHOUT_METADATA = 5;
  private static final int LONGEST_TEXT = 1 << 20;

  static SequenceHeader read(RawInput in) throws IOException {
    for (byte each : MAGIC) {
      if (!in.fill() || in.next(WHAT) != each) {
        throw new MalformedDataException("it is no sequence file", null);
      }
    }
    int version = in.next(WHAT);
    if (version != VERSION && version != VERSION_WITHOUT_METADATA) {
      throw new MalformedDataException(
          "it is a sequence file of version " + version + " (only 5 and 6 are read)", null);
    }
    String key = text(in);
    String value = text(in);
    boolean compressed = in.next(WHAT) != 0;
    boolean blocks = in.next(WHAT) != 0;
    String codec = compressed ? text(in) : "";
    int metadata = version == VERSION ? in.bigEndianInt(WHAT) : 0;
    for (int i = 0; i < metadata; i++) {
      text(in);
      text(in);
    }
    byte[] sync = in.read(new byte[SYNC], SYNC, WHAT);
    Packing packing = blocks ? Packing.BLOCK : compressed ? Packing.RECORD : Packing.NONE;
    return new SequenceHeader(key, value, packing, codec, sync);
  }

  private static String text(RawInput in) throws IOException {
    long length = number(in, WHAT);
    if (length < 0 || length > LONGEST_TEXT) {
      throw new MalformedDataException(
          "its header is damaged: a text before byte " + in.offset() + " has an impossible length",
          null);
    }
    return new String(in.read(new byte[(int) length], (int) length, WHAT), UTF_8);
  }

  /** A number in Hadoop's form of variable length. */
  static long number(RawInput in, String what) throws IOException {
    byte first = (byte) in.next(what);
    int more = WritableUtils.decodeVIntSize(first) - 1;
    if (more == 0) {
      return first;
    }
    long value = 0;
    for (int i = 0; i < more; i++) {
      value = (value << Byte.SIZE) | in.next(what);
    }
    return WritableUtils.isNegativeVInt(first) ? ~value : value;
  }

  void write(DataOutput out) throws IOException {
    out.write(MAGIC);
    out.writeByte(VERSION);
    Text.writeString(out, keyClass);
    Text.writeString(out, valueClass);
    out.writeBoolean(packing != Packing.NONE);
    out.writeBoolean(packing == Packing.BLOCK);
    if (packing != Packing.NONE) {
      Text.writeString(out, codec);
    }
    out.writeInt(0);
    out.write(sync);
  }
}
