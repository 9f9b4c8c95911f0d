package dev.firesteel.io.codec;

import dev.firesteel.io.storage.MalformedDataException;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A library's decompressing stream. What it finds wrong with the data is told with the byte near
 * which it is; failures of the storage below it stay as they are.
 */
final class GuardedInputStream extends BlockInputStream {
  /** Opens the library's stream. */
  interface Opener {
    InputStream open(InputStream in) throws IOException;
  }

  private final String what;
  private final Source source;
  private final InputStream decompressed;

  private GuardedInputStream(String what, Source source, InputStream decompressed) {
    this.what = what;
    this.source = source;
    this.decompressed = decompressed;
  }

  static InputStream open(String what, InputStream in, Opener opener) throws IOException {
    Source source = new Source(in);
    try {
      return new GuardedInputStream(what, source, opener.open(source));
    } catch (IOException | RuntimeException e) {
      throw source.explain(what, e);
    }
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      return decompressed.read(target, offset, length);
    } catch (IOException | RuntimeException e) {
      throw source.explain(what, e);
    }
  }

  @Override
  public void close() throws IOException {
    try (source) {
      decompressed.close();
    }
  }

  /** The compressed bytes: how many were taken, and how that failed. */
  private static final class Source extends FilterInputStream {
    private long position;
    private @Nullable IOException failure;

    Source(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      try {
        int read = in.read(target, offset, length);
        position += Math.max(0, read);
        return read;
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }

    @Override
    public long skip(long count) throws IOException {
      return Math.max(0, read(new byte[(int) Math.min(count, 8 << 10)]));
    }

    IOException explain(String what, Exception e) {
      if (failure != null) {
        return failure;
      }
      String message = String.valueOf(e.getMessage());
      return new MalformedDataException(
          cutOff(e, message.toLowerCase(Locale.ROOT))
              ? "the file ends at byte " + position + " inside " + what + " (it is cut off)"
              : "malformed " + what + " near byte " + position + ": " + message,
          e);
    }

    private static boolean cutOff(Exception e, String message) {
      return e instanceof EOFException
          || message.contains("truncated")
          || message.contains("premature")
          || message.contains("unexpected end");
    }
  }
}
