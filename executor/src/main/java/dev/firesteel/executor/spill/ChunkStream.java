package dev.firesteel.executor.spill;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;
import org.jspecify.annotations.Nullable;

/**
 * Turns each write into a chunk of a file. A chunk is raw length, stored length, CRC-32C of the
 * stored bytes (4 bytes each, big-endian) and the stored bytes; it is stored raw if both lengths
 * are equal, else by LZ4. Files of chunks may be cut between chunks and concatenated.
 */
final class ChunkStream extends OutputStream {
  /** Bytes before the stored bytes. */
  static final int HEADER = 12;

  private final OutputStream out;
  private final Path file;
  private final @Nullable LZ4Compressor compressor;
  private final CRC32C checksum = new CRC32C();
  private byte[] buffer = new byte[0];
  private long position;

  ChunkStream(OutputStream out, Path file, Compression compression) {
    this.out = out;
    this.file = file;
    this.compressor =
        compression == Compression.LZ4 ? LZ4Factory.fastestInstance().fastCompressor() : null;
  }

  /** Bytes written to the file so far. */
  long position() {
    return position;
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    if (length == 0) {
      return;
    }
    int stored = length;
    if (compressor == null) {
      ensure(HEADER + length);
    } else {
      ensure(HEADER + compressor.maxCompressedLength(length));
      stored = compressor.compress(bytes, offset, length, buffer, HEADER);
    }
    if (stored >= length) {
      stored = length;
      System.arraycopy(bytes, offset, buffer, HEADER, length);
    }
    checksum.reset();
    checksum.update(buffer, HEADER, stored);
    putInt(0, length);
    putInt(4, stored);
    putInt(8, (int) checksum.getValue());
    put(HEADER + stored);
  }

  private void put(int length) {
    if (Thread.currentThread().isInterrupted()) {
      throw new FiresteelException(
          ErrorCategory.CANCELLED, "Stopped writing " + file + ": the task was cancelled");
    }
    try {
      out.write(buffer, 0, length);
    } catch (IOException e) {
      throw DiskFailure.writing(file, e);
    }
    position += length;
  }

  /** Copies chunks of another file as they are. */
  void copy(Path from, RandomAccessFile source, long offset, long length) {
    ensure(ChunkWriter.CHUNK);
    try {
      source.seek(offset);
    } catch (IOException e) {
      throw DiskFailure.reading(from, e);
    }
    for (long left = length; left > 0; ) {
      int piece = (int) Math.min(left, buffer.length);
      try {
        source.readFully(buffer, 0, piece);
      } catch (IOException e) {
        throw DiskFailure.reading(from, e);
      }
      put(piece);
      left -= piece;
    }
  }

  @Override
  public void flush() {
    // chunks are written at once
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw DiskFailure.writing(file, e);
    }
  }

  private void ensure(int length) {
    if (buffer.length < length) {
      buffer = new byte[length];
    }
  }

  private void putInt(int at, int value) {
    buffer[at] = (byte) (value >>> 24);
    buffer[at + 1] = (byte) (value >>> 16);
    buffer[at + 2] = (byte) (value >>> 8);
    buffer[at + 3] = (byte) value;
  }
}
