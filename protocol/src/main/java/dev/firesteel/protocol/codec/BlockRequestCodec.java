package dev.firesteel.protocol.codec;

import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.protocol.block.BlockKey;
import dev.firesteel.protocol.wire.MalformedException;
import dev.firesteel.protocol.wire.WireReader;
import dev.firesteel.protocol.wire.WireWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The keys of one request for blocks. A key of a shuffle takes about five bytes. */
public final class BlockRequestCodec {
  /** The most that one request may take, in bytes. */
  public static final int MAX_REQUEST_BYTES = 16 << 20;

  private static final int SHUFFLE = 1;
  private static final int BROADCAST_CHUNK = 2;
  private static final int DATASET = 3;
  private static final int DATASET_PIECE = 4;
  private static final int MAP_INDEX = 5;
  private static final int MAP_PIECE = 6;

  private BlockRequestCodec() {}

  /**
   * The bytes of a request.
   *
   * @throws dev.firesteel.api.error.FiresteelException of category RESOURCES if it takes more than
   *     {@link #MAX_REQUEST_BYTES}
   */
  public static byte[] encode(List<? extends BlockKey> keys) {
    WireWriter out = new WireWriter(MAX_REQUEST_BYTES);
    try {
      out.number(keys.size());
      long mapTask = 0;
      for (BlockKey key : keys) {
        mapTask = write(out, key, mapTask);
      }
    } catch (RuntimeException e) {
      throw WireWriter.isOverLimit(e)
          ? out.overLimit("a request for " + keys.size() + " blocks")
          : e;
    }
    return out.toBytes();
  }

  private static long write(WireWriter out, BlockKey key, long previousMapTask) {
    if (key instanceof BlockKey.Shuffle k) {
      out.octet(SHUFFLE);
      out.number(k.shuffle().value());
      out.signed(k.mapTask().value() - previousMapTask);
      out.number(k.reduce());
      return k.mapTask().value();
    } else if (key instanceof BlockKey.BroadcastChunk k) {
      out.octet(BROADCAST_CHUNK);
      out.number(k.broadcast().value());
      out.number(k.chunk());
    } else {
      writeWhole(out, key);
    }
    return previousMapTask;
  }

  /** Keys of what is fetched piece by piece. */
  private static void writeWhole(WireWriter out, BlockKey key) {
    if (key instanceof BlockKey.Dataset k) {
      out.octet(DATASET);
      out.number(k.dataset().value());
      out.number(k.partition());
    } else if (key instanceof BlockKey.DatasetPiece k) {
      out.octet(DATASET_PIECE);
      out.number(k.dataset().value());
      out.number(k.partition());
      out.number(k.form());
      out.number(k.piece());
    } else if (key instanceof BlockKey.MapIndex k) {
      out.octet(MAP_INDEX);
      out.number(k.shuffle().value());
      out.number(k.mapTask().value());
    } else if (key instanceof BlockKey.MapPiece k) {
      out.octet(MAP_PIECE);
      out.number(k.shuffle().value());
      out.number(k.mapTask().value());
      out.number(k.piece());
    } else {
      throw new AssertionError("a kind of block without a tag: " + key.getClass());
    }
  }

  /**
   * The keys of a request.
   *
   * @throws MalformedException if the bytes are not a request of this version
   */
  public static List<BlockKey> decode(byte[] bytes) {
    WireReader in = new WireReader(bytes);
    try {
      int count = in.count();
      List<BlockKey> keys = new ArrayList<>(Math.min(count, 1024));
      long mapTask = 0;
      for (int i = 0; i < count; i++) {
        BlockKey key = read(in, mapTask);
        keys.add(key);
        mapTask = key instanceof BlockKey.Shuffle k ? k.mapTask().value() : mapTask;
      }
      in.finish();
      return Collections.unmodifiableList(keys);
    } catch (RuntimeException e) {
      throw MalformedException.of(e);
    }
  }

  private static BlockKey read(WireReader in, long previousMapTask) {
    int tag = in.octet();
    return switch (tag) {
      case SHUFFLE ->
          new BlockKey.Shuffle(
              Fields.readShuffle(in), new TaskId(previousMapTask + in.signed()), in.number());
      case BROADCAST_CHUNK -> new BlockKey.BroadcastChunk(Fields.readBroadcast(in), in.number());
      case DATASET -> new BlockKey.Dataset(new DatasetId(in.number()), in.number());
      case DATASET_PIECE ->
          new BlockKey.DatasetPiece(
              new DatasetId(in.number()), in.number(), in.longNumber(), in.number());
      case MAP_INDEX -> new BlockKey.MapIndex(Fields.readShuffle(in), new TaskId(in.longNumber()));
      case MAP_PIECE ->
          new BlockKey.MapPiece(Fields.readShuffle(in), new TaskId(in.longNumber()), in.number());
      default -> throw new MalformedException("no kind of block has tag " + tag);
    };
  }
}
