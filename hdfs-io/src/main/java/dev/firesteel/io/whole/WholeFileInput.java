package dev.firesteel.io.whole;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.ReadContext;
import dev.firesteel.api.split.Sink;
import dev.firesteel.io.input.FileInput;
import dev.firesteel.io.input.FileRange;
import dev.firesteel.io.storage.Entry.StoredFile;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.MalformedDataException;
import dev.firesteel.io.storage.StorageErrors;
import dev.firesteel.io.storage.Storages;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.List;
import java.util.Map.Entry;

/**
 * Whole files: the path of each and what it holds. Empty files are elements too.
 *
 * @param <V> what a file's content becomes
 */
abstract class WholeFileInput<V> extends FileInput<Entry<String, V>> {
  private static final long serialVersionUID = 1L;

  /** The largest array that every JVM makes. */
  private static final int LARGEST = Integer.MAX_VALUE - 8;

  WholeFileInput(String kind, List<Location> paths, int minSplits, Storages storages) {
    super(kind, paths, minSplits, storages);
  }

  /** Whether files are decompressed by their extension. */
  abstract boolean decompresses();

  /** Makes the value of a file's bytes. */
  abstract V value(byte[] content);

  @Override
  protected final boolean splittable(StoredFile file) {
    return false;
  }

  @Override
  protected final boolean readsEmptyFiles() {
    return true;
  }

  @Override
  protected final Cursor<Entry<String, V>> open(FileRange range, ReadContext context) {
    return new OneFile(range, context);
  }

  private byte[] content(FileRange range, ReadContext context) throws IOException {
    InputStream bytes = bytes(range, 0, context);
    if (decompresses() && decompression().compressed(range.file())) {
      // An empty file is not what any codec writes, and no reason to fail.
      return range.length() == 0 ? closed(bytes) : decompressed(range.file(), bytes);
    }
    try (bytes) {
      if (range.length() > LARGEST) {
        throw tooLarge("it has " + range.length() + " bytes");
      }
      byte[] content = bytes.readNBytes((int) range.length());
      if (content.length < range.length()) {
        throw new EOFException("it ends at byte " + content.length);
      }
      return content;
    }
  }

  private static byte[] closed(InputStream bytes) throws IOException {
    bytes.close();
    return new byte[0];
  }

  private byte[] decompressed(Location file, InputStream bytes) throws IOException {
    try (InputStream in = decompression().open(file, bytes)) {
      byte[] content = in.readNBytes(LARGEST);
      if (content.length == LARGEST && in.read() >= 0) {
        throw tooLarge("decompressed it has more than " + LARGEST + " bytes");
      }
      return content;
    }
  }

  private static MalformedDataException tooLarge(String size) {
    return new MalformedDataException(
        size
            + ", too many for one element, which is at most 2 GiB (read it in pieces: textFile,"
            + " binaryRecords)",
        null);
  }

  private final class OneFile implements Cursor<Entry<String, V>> {
    private final FileRange range;
    private final ReadContext context;
    private boolean given;

    OneFile(FileRange range, ReadContext context) {
      this.range = range;
      this.context = context;
    }

    @Override
    public boolean advance(Sink<? super Entry<String, V>> sink) throws Exception {
      if (given) {
        return false;
      }
      given = true;
      V value;
      try {
        value = value(content(range, context));
      } catch (IOException e) {
        throw StorageErrors.explain("read", range.file(), e);
      }
      sink.accept(new SimpleImmutableEntry<>(range.file().toString(), value));
      return true;
    }
  }
}
