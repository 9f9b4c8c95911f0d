package dev.firesteel.io.input;

import dev.firesteel.api.split.SplitInput;
import dev.firesteel.api.split.SplitOutput;
import dev.firesteel.io.storage.Entry.StoredFile;
import dev.firesteel.io.storage.Location;
import java.io.IOException;

/**
 * A range of a file.
 *
 * @param file the file
 * @param start the first byte
 * @param length the number of bytes; 0 only for a whole empty file
 * @param fileLength bytes of the whole file when the input was planned; what was appended since is
 *     not part of the input
 */
public record FileRange(Location file, long start, long length, long fileLength) {
  /** Checks the range. */
  public FileRange {
    if (start < 0 || length < 0 || length > fileLength - start) {
      throw new IllegalArgumentException(
          "Cannot make a range of "
              + file
              + ": "
              + length
              + " bytes from "
              + start
              + " of "
              + fileLength);
    }
  }

  /** All of a file. */
  public static FileRange whole(StoredFile file) {
    return new FileRange(file.location(), 0, file.length(), file.length());
  }

  /** The byte after the last. */
  public long end() {
    return start + length;
  }

  void write(SplitOutput out) throws IOException {
    out.writeUTF(file.scheme());
    out.writeUTF(file.authority());
    out.writeUTF(file.path());
    out.writeLong(start);
    out.writeLong(length);
    out.writeLong(fileLength);
  }

  static FileRange read(SplitInput in) throws IOException {
    Location file = new Location(in.readUTF(), in.readUTF(), in.readUTF());
    return new FileRange(file, in.readLong(), in.readLong(), in.readLong());
  }
}
