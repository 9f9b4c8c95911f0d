package dev.firesteel.executor.spill;

import com.esotericsoftware.kryo.io.Input;
import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ChunkStream} wrote. Not safe for threads. */
public final class ChunkReader extends InputStream {
  /** Chunks are smaller; a larger one is damage, and no memory is taken for it. */
  static final int LARGEST = 1 << 24;

  private final InputStream in;
  private final byte[] header = new byte[ChunkStream.HEADER];
  private final CRC32C checksum = new CRC32C();
  private long remaining;
  private byte[] stored = new byte[0];
  private byte[] raw = new byte[0];
  private int at;
  private int end;
  private @Nullable LZ4SafeDecompressor decompressor;

  private ChunkReader(InputStream in, long length) {
    this.in = in;
    this.remaining = length;
  }

  /** Opens a block in memory. */
  public static Input open(byte[] block, int buffer) {
    return new Input(new ChunkReader(new ByteArrayInputStream(block), block.length), buffer);
  }

  /** Opens a block that comes from a stream. */
  public static Input open(InputStream in, long length, int buffer) {
    return new Input(new ChunkReader(in, length), buffer);
  }

  /** Opens a part of a file. */
  public static Input open(Path file, long offset, long length, int buffer) throws IOException {
    FileInputStream in = new FileInputStream(file.toFile());
    try {
      in.skipNBytes(offset);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
    return new Input(new ChunkReader(in, length), buffer);
  }

  @Override
  public int read() throws IOException {
    return at < end || next() ? raw[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (at == end && !next()) {
      return -1;
    }
    int n = Math.min(length, end - at);
    System.arraycopy(raw, at, target, offset, n);
    at += n;
    return n;
  }

  private boolean next() throws IOException {
    if (remaining == 0) {
      return false;
    }
    read(header, ChunkStream.HEADER, "header");
    int rawLength = intAt(0);
    int storedLength = intAt(4);
    if (rawLength <= 0 || storedLength <= 0 || storedLength > rawLength || rawLength > LARGEST) {
      throw new DamagedChunkException(
          "damaged chunk: lengths " + rawLength + " and " + storedLength + " cannot be");
    }
    if (stored.length < storedLength) {
      stored = new byte[storedLength];
    }
    read(stored, storedLength, "bytes");
    checksum.reset();
    checksum.update(stored, 0, storedLength);
    if ((int) checksum.getValue() != intAt(8)) {
      throw new DamagedChunkException("damaged chunk: the checksum does not match");
    }
    if (raw.length < rawLength) {
      raw = new byte[rawLength];
    }
    if (storedLength == rawLength) {
      System.arraycopy(stored, 0, raw, 0, rawLength);
    } else {
      decompress(storedLength, rawLength);
    }
    at = 0;
    end = rawLength;
    return true;
  }

  private void decompress(int storedLength, int rawLength) throws DamagedChunkException {
    if (decompressor == null) {
      decompressor = LZ4Factory.fastestInstance().safeDecompressor();
    }
    try {
      if (decompressor.decompress(stored, 0, storedLength, raw, 0, rawLength) == rawLength) {
        return;
      }
    } catch (LZ4Exception e) {
      DamagedChunkException damage = new DamagedChunkException("damaged chunk: " + e.getMessage());
      damage.initCause(e);
      throw damage;
    }
    throw new DamagedChunkException("damaged chunk: shorter than its header says");
  }

  private void read(byte[] target, int length, String what) throws IOException {
    if (remaining < length || in.readNBytes(target, 0, length) < length) {
      throw new DamagedChunkException("damaged chunk: the " + what + " are cut off");
    }
    remaining -= length;
  }

  private int intAt(int offset) {
    return (header[offset] << 24)
        | ((header[offset + 1] & 0xff) << 16)
        | ((header[offset + 2] & 0xff) << 8)
        | (header[offset + 3] & 0xff);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
