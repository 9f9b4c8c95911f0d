package dev.firesteel.io.codec;

import dev.firesteel.io.storage.MalformedDataException;
import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Takes one deflated stream after another from compressed bytes. */
final class Inflating implements AutoCloseable {
  private final RawInput raw;
  private final Inflater inflater;
  private int handed;

  Inflating(RawInput raw, Inflater inflater) {
    this.raw = raw;
    this.inflater = inflater;
  }

  /** Reads at least one byte, or says with -1 that the deflated stream ended. */
  int read(byte[] target, int offset, int length, String what) throws IOException {
    try {
      for (; ; ) {
        int read = inflater.inflate(target, offset, length);
        raw.skip(handed - inflater.getRemaining());
        handed = inflater.getRemaining();
        if (read > 0) {
          return read;
        }
        if (inflater.finished()) {
          return -1;
        }
        if (inflater.needsDictionary()) {
          throw new MalformedDataException(
              what + " needs a dictionary at byte " + raw.offset(), null);
        }
        if (!raw.fill()) {
          throw new MalformedDataException(
              "the file ends at byte " + raw.offset() + " inside " + what + " (it is cut off)",
              null);
        }
        handed = raw.available();
        inflater.setInput(raw.buffer(), raw.position(), handed);
      }
    } catch (DataFormatException e) {
      throw new MalformedDataException(
          "malformed " + what + " near byte " + raw.offset() + ": " + e.getMessage(), e);
    }
  }

  /** Makes ready for the next deflated stream. */
  void reset() {
    inflater.reset();
    handed = 0;
  }

  @Override
  public void close() {
    inflater.end();
  }
}
