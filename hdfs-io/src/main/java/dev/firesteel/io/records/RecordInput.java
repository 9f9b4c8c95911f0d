package dev.firesteel.io.records;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.ReadContext;
import dev.firesteel.io.input.FileInput;
import dev.firesteel.io.input.FileRange;
import dev.firesteel.io.storage.Entry.StoredFile;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.MalformedDataException;
import dev.firesteel.io.storage.Storages;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Binary records of one length. A record belongs to the split that has its first byte. */
public final class RecordInput extends FileInput<byte[]> {
  private static final long serialVersionUID = 1L;

  private final int length;

  /**
   * Records of what the paths and globs name.
   *
   * @param length bytes of each record, at least 1
   * @param minSplits splits wanted at least; 0 for the default
   */
  public RecordInput(List<Location> paths, int length, int minSplits, Storages storages) {
    super("records of " + length + " bytes", paths, minSplits, storages);
    this.length = checked("read", length);
  }

  static int checked(String action, int length) {
    if (length < 1) {
      throw new FiresteelException(
          ErrorCategory.USER,
          "Cannot " + action + " records of " + length + " bytes (use at least 1)");
    }
    return length;
  }

  @Override
  protected boolean splittable(StoredFile file) {
    return !decompression().compressed(file.location());
  }

  @Override
  protected Cursor<byte[]> open(FileRange range, ReadContext context) throws IOException {
    Location file = range.file();
    if (decompression().compressed(file)) {
      InputStream in = decompression().open(file, bytes(range, 0, context));
      return new RecordCursor(file, in, 0, Long.MAX_VALUE, length);
    }
    if (range.fileLength() % length != 0) {
      throw new MalformedDataException(
          "its "
              + range.fileLength()
              + " bytes are not a multiple of the record length "
              + length
              + " (check the length, or whether the file was written to its end)",
          null);
    }
    long from = (range.start() + length - 1) / length * length;
    return new RecordCursor(file, bytes(range, from, context), from, range.end(), length);
  }
}
