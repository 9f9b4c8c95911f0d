package dev.firesteel.backend.mesos.wire;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;

/**
 * Takes RecordIO apart: each record is its length in decimal digits, a newline, and so many bytes.
 * Fed with whatever pieces come; not thread-safe.
 *
 * @see <a href="https://mesos.apache.org/documentation/latest/scheduler-http-api/">Mesos: Scheduler
 *     HTTP API, RecordIO response format</a>
 */
final class RecordReader {
  private static final int MOST_DIGITS = 10;

  private final int limit;
  private long length;
  private int digits;
  private byte[] record = new byte[0];
  private int filled;
  private boolean inRecord;

  /**
   * A reader at the beginning of a stream.
   *
   * @param limit of one record, in bytes
   */
  RecordReader(int limit) {
    this.limit = limit;
  }

  /**
   * Takes bytes up to the end of a record, or all if there is none.
   *
   * @return the record, if it is whole
   * @throws MalformedRecordException if this is no RecordIO; the reader is of no use then
   */
  Optional<byte[]> read(ByteBuffer bytes) throws MalformedRecordException {
    while (!inRecord && bytes.hasRemaining()) {
      header(bytes.get());
    }
    if (!inRecord) {
      return Optional.empty();
    }
    int count = Math.min(bytes.remaining(), record.length - filled);
    bytes.get(record, filled, count);
    filled += count;
    if (filled < record.length) {
      return Optional.empty();
    }
    byte[] whole = record;
    begin();
    return Optional.of(whole);
  }

  /** Whether a stream that ends here ends within a record. */
  boolean cut() {
    return inRecord || digits > 0;
  }

  private void begin() {
    length = 0;
    digits = 0;
    filled = 0;
    record = new byte[0];
    inRecord = false;
  }

  private void header(byte b) throws MalformedRecordException {
    if (b >= '0' && b <= '9' && digits < MOST_DIGITS) {
      length = length * 10 + (b - '0');
      digits++;
    } else if (b == '\n' && digits > 0) {
      if (length > limit) {
        throw new MalformedRecordException(
            "a record of " + length + " bytes is longer than the limit of " + limit);
      }
      record = new byte[(int) length];
      inRecord = true;
    } else {
      throw new MalformedRecordException(
          "a record's length has the byte 0x"
              + String.format(Locale.ROOT, "%02x", b)
              + " after "
              + digits
              + " digits, where digits and a newline are expected");
    }
  }
}
