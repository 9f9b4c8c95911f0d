package dev.firesteel.io.blocks;

import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.Sink;
import dev.firesteel.io.storage.MalformedDataException;
import dev.firesteel.io.storage.StorageErrors;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The blocks of a file, each checked, and at the end that none is missing. */
final class BlockCursor implements Cursor<byte[]> {
  private final String action;
  private final BlockSplit split;
  private final DataInputStream in;
  private long position;
  private long blocks;
  private long bytes;
  private boolean ended;

  private BlockCursor(String action, BlockSplit split, DataInputStream in) {
    this.action = action;
    this.split = split;
    this.in = in;
  }

  /**
   * Reads a file from its beginning; {@code in} is closed if that fails.
   *
   * @param action what is being done, for errors
   */
  static BlockCursor open(String action, BlockSplit split, DataInputStream in) throws IOException {
    BlockCursor cursor = new BlockCursor(action, split, in);
    try {
      cursor.header();
      return cursor;
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private void header() throws IOException {
    byte[] header = part(BlockFile.HEADER);
    ByteBuffer numbers = ByteBuffer.wrap(header);
    if (numbers.getLong() != BlockFile.MAGIC) {
      throw damaged("it is no object file of this version of Firesteel");
    }
    if (!BlockFile.intact(header)) {
      throw damaged("its header does not match its checksum");
    }
    int partition = numbers.getInt();
    int partitions = numbers.getInt();
    if (split.partitions() != BlockSplit.ANY && split.partitions() != partitions) {
      throw damaged(
          "it belongs to an output of "
              + partitions
              + " partitions, but "
              + split.partitions()
              + " are here (name the files with a glob to read them all the same)");
    }
    if (split.partition() != BlockSplit.ANY && split.partition() != partition) {
      throw damaged("it holds partition " + partition + ", not " + split.partition());
    }
  }

  @Override
  public boolean advance(Sink<? super byte[]> sink) throws Exception {
    byte[] block;
    try {
      block = next();
    } catch (IOException e) {
      throw explained(e);
    }
    if (ended) {
      return false;
    }
    sink.accept(block);
    return true;
  }

  private byte[] next() throws IOException {
    if (ended) {
      return new byte[0];
    }
    long at = position;
    byte[] head = part(Integer.BYTES);
    int length = ByteBuffer.wrap(head).getInt();
    if (length == BlockFile.END_MARK) {
      end(head);
      return new byte[0];
    }
    if (length < 0 || length > split.length() - position) {
      throw damaged("block " + blocks + " at byte " + at + " has an impossible length");
    }
    int crc = ByteBuffer.wrap(part(Integer.BYTES)).getInt();
    byte[] block = part(length);
    if (BlockFile.crc(block, length) != crc) {
      throw damaged("block " + blocks + " at byte " + at + " does not match its checksum");
    }
    blocks++;
    bytes += length;
    return block;
  }

  private void end(byte[] mark) throws IOException {
    byte[] end = Arrays.copyOf(mark, BlockFile.END);
    byte[] rest = part(BlockFile.END - mark.length);
    System.arraycopy(rest, 0, end, mark.length, rest.length);
    ByteBuffer numbers = ByteBuffer.wrap(end);
    if (!BlockFile.intact(end)
        || numbers.getLong(Integer.BYTES) != blocks
        || numbers.getLong(Integer.BYTES + Long.BYTES) != bytes
        || in.read() >= 0) {
      throw damaged("its end at byte " + position + " does not fit what was read");
    }
    ended = true;
  }

  private byte[] part(int length) throws IOException {
    byte[] part = new byte[length];
    try {
      in.readFully(part);
    } catch (EOFException e) {
      throw damaged("it ends in the middle, after byte " + position);
    }
    position += length;
    return part;
  }

  private static MalformedDataException damaged(String how) {
    return new MalformedDataException("it is damaged or incomplete: " + how, null);
  }

  private FiresteelException explained(IOException e) {
    return StorageErrors.explain(action, split.file(), e);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
