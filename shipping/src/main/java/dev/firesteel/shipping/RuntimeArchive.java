package dev.firesteel.shipping;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The runtime as one zip. Jars are stored, since they are compressed already; other files are
 * compressed fast. All files have the same fixed time, to the second: clusters keep it, and the JVM
 * compares it with the one in an archive of shared classes. One layout gives the same bytes
 * everywhere.
 */
public final class RuntimeArchive {
  /** The time of all files in it. */
  public static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

  private static final short EXTENDED_TIMESTAMP = 0x5455;
  private static final short EXTENDED_TIMESTAMP_BYTES = 5;
  private static final byte HAS_MODIFICATION_TIME = 1;
  private static final int BUFFER = 1 << 16;

  private RuntimeArchive() {}

  /**
   * Writes the archive; does not close the stream.
   *
   * @param at the directory inside the archive that becomes the runtime's, ending with a slash; or
   *     empty if the archive is the runtime's directory
   */
  public static void write(RuntimeLayout layout, String at, OutputStream to) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(to, BUFFER));
    zip.setLevel(Deflater.BEST_SPEED);
    for (RuntimeLayout.Entry each : layout.files()) {
      ZipEntry entry = entry(at, each);
      zip.putNextEntry(entry);
      Files.copy(each.file(), zip);
      zip.closeEntry();
    }
    zip.finish();
    zip.flush();
  }

  private static ZipEntry entry(String at, RuntimeLayout.Entry file) throws IOException {
    ZipEntry entry = new ZipEntry(at + file.name());
    // The older field, which is in local time, in UTC: the archive is the same everywhere.
    entry.setTimeLocal(LocalDateTime.ofInstant(TIME, ZoneOffset.UTC));
    entry.setExtra(utc());
    if (file.name().endsWith(".jar")) {
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(Files.size(file.file()));
      entry.setCrc(crc(file.file()));
    }
    return entry;
  }

  private static byte[] utc() {
    return ByteBuffer.allocate(2 * Short.BYTES + EXTENDED_TIMESTAMP_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort(EXTENDED_TIMESTAMP)
        .putShort(EXTENDED_TIMESTAMP_BYTES)
        .put(HAS_MODIFICATION_TIME)
        .putInt((int) TIME.getEpochSecond())
        .array();
  }

  private static long crc(Path file) throws IOException {
    CRC32 crc = new CRC32();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        crc.update(buffer, 0, n);
      }
    }
    return crc.getValue();
  }
}
