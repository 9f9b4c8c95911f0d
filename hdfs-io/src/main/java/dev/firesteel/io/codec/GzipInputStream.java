package dev.firesteel.io.codec;

import dev.firesteel.io.storage.MalformedDataException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.Inflater;

/**
 * Reads gzip members, one after the other (RFC 1952). Unlike the JDK's reader it fails if anything
 * but zero bytes follows the last member, so that a corrupt second member is not taken for the end.
 */
public final class GzipInputStream extends BlockInputStream {
  private static final String WHAT = "gzip data";
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;

  private final RawInput raw;
  private final Inflating inflating;
  private final CRC32 crc = new CRC32();
  private long produced;
  private boolean inMember;
  private boolean finished;
  private long members;

  /** Reads from the start of a file. */
  public GzipInputStream(InputStream in) {
    this.raw = new RawInput(in);
    this.inflating = new Inflating(raw, new Inflater(true));
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!finished) {
      if (!inMember && !header()) {
        break;
      }
      int read = inflating.read(target, offset, length, WHAT);
      if (read > 0) {
        crc.update(target, offset, read);
        produced += read;
        return read;
      }
      trailer();
    }
    finished = true;
    return -1;
  }

  private boolean header() throws IOException {
    if (!raw.fill()) {
      return false;
    }
    long start = raw.offset();
    int magic = raw.next(WHAT);
    if (magic == 0 && members > 0) {
      return padding();
    }
    if (magic != 0x1F || raw.next(WHAT) != 0x8B || raw.next(WHAT) != 8) {
      throw new MalformedDataException("no gzip data at byte " + start, null);
    }
    int flags = raw.next(WHAT);
    skip(6);
    if ((flags & EXTRA) != 0) {
      skip(raw.next(WHAT) | (raw.next(WHAT) << 8));
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CRC) != 0) {
      skip(2);
    }
    inMember = true;
    members++;
    produced = 0;
    crc.reset();
    inflating.reset();
    return true;
  }

  private boolean padding() throws IOException {
    while (raw.fill()) {
      if (raw.next(WHAT) != 0) {
        throw new MalformedDataException("no gzip data at byte " + (raw.offset() - 1), null);
      }
    }
    return false;
  }

  private void trailer() throws IOException {
    long wanted = raw.littleEndianInt(WHAT);
    long length = raw.littleEndianInt(WHAT);
    if (wanted != crc.getValue() || length != (produced & 0xFFFFFFFFL)) {
      throw new MalformedDataException(
          "wrong checksum of the gzip data that ends at byte " + raw.offset(), null);
    }
    inMember = false;
  }

  private void skip(int bytes) throws IOException {
    for (int i = 0; i < bytes; i++) {
      raw.next(WHAT);
    }
  }

  private void skipText() throws IOException {
    while (raw.next(WHAT) != 0) {
      // until the zero byte
    }
  }

  @Override
  public void close() throws IOException {
    inflating.close();
    raw.close();
  }
}
