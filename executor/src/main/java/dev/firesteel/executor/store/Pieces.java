package dev.firesteel.executor.store;

import dev.firesteel.executor.spill.ChunkedBytes;
import dev.firesteel.executor.spill.Compression;
import dev.firesteel.protocol.block.BlockData;
import dev.firesteel.protocol.block.BlockKey;
import dev.firesteel.serialization.RecordSerializer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A kept partition, cut into pieces of a row of chunks. Objects are serialized piece by piece as
 * they are asked for, so that serving them needs memory for one piece only. Safe for any thread.
 */
final class Pieces {
  private static final BlockData END = new BlockData.Bytes(new byte[0]);

  private final Kept kept;

  /** The first element of each piece of objects that is known. */
  private int[] starts = new int[8];

  private int known = 1;

  Pieces(Kept kept) {
    this.kept = kept;
  }

  /** A piece, empty behind the last; none if it cannot be said yet where it begins. */
  Optional<BlockData> piece(int piece, RecordSerializer serializer, Compression compression) {
    if (kept instanceof Kept.Objects objects) {
      return objects(objects.elements(), piece, serializer, compression);
    }
    if (kept instanceof Kept.Bytes bytes) {
      return Optional.of(bytes(bytes.chunks(), piece, compression));
    }
    if (kept instanceof Kept.OffHeap offHeap) {
      return Optional.of(offHeap(offHeap, piece, compression));
    }
    return Optional.of(slice((Kept.OnDisk) kept, piece));
  }

  private static BlockData slice(Kept.OnDisk disk, int piece) {
    long offset = (long) piece * BlockKey.PIECE_BYTES;
    long length = Math.min(BlockKey.PIECE_BYTES, disk.length() - offset);
    return length <= 0 ? END : new BlockData.FileSlice(disk.file(), offset, length);
  }

  private static BlockData bytes(List<byte[]> chunks, int piece, Compression compression) {
    int perPiece = BlockKey.PIECE_BYTES / SerializedUnroll.CHUNK;
    long first = (long) piece * perPiece;
    if (first >= chunks.size()) {
      return END;
    }
    ChunkedBytes out = new ChunkedBytes(compression);
    int end = (int) Math.min(chunks.size(), first + perPiece);
    chunks.subList((int) first, end).forEach(out.output()::writeBytes);
    return new BlockData.Bytes(out.toBytes());
  }

  private static BlockData offHeap(Kept.OffHeap kept, int piece, Compression compression) {
    long begin = (long) piece * BlockKey.PIECE_BYTES;
    long end = Math.min(kept.length(), begin + BlockKey.PIECE_BYTES);
    if (begin >= end) {
      return END;
    }
    ChunkedBytes out = new ChunkedBytes(compression);
    SlabStream stream = new SlabStream(kept.slabs(), begin, end);
    byte[] buffer = new byte[SerializedUnroll.CHUNK];
    for (int n = stream.read(buffer, 0, buffer.length);
        n >= 0;
        n = stream.read(buffer, 0, buffer.length)) {
      out.output().writeBytes(buffer, 0, n);
    }
    return new BlockData.Bytes(out.toBytes());
  }

  private Optional<BlockData> objects(
      @Nullable Object[] elements,
      int piece,
      RecordSerializer serializer,
      Compression compression) {
    int at = start(piece);
    if (at < 0) {
      return Optional.empty();
    }
    if (at == elements.length) {
      return Optional.of(END);
    }
    ChunkedBytes out = new ChunkedBytes(compression);
    while (at < elements.length && out.size() < BlockKey.PIECE_BYTES) {
      serializer.write(out.output(), elements[at++]);
    }
    begins(piece + 1, at);
    return Optional.of(new BlockData.Bytes(out.toBytes()));
  }

  /** Where a piece begins; behind the last known one that is the end, if it is known. */
  private synchronized int start(int piece) {
    if (piece < known) {
      return starts[piece];
    }
    int end = (int) kept.count();
    return starts[known - 1] == end ? end : -1;
  }

  private synchronized void begins(int piece, int element) {
    if (piece == known) {
      if (known == starts.length) {
        starts = java.util.Arrays.copyOf(starts, known * 2);
      }
      starts[known++] = element;
    }
  }
}
