package dev.firesteel.protocol.codec;

import dev.firesteel.protocol.wire.MalformedException;
import dev.firesteel.protocol.wire.WireReader;
import dev.firesteel.protocol.wire.WireWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Turns batches of messages into bytes and back. Safe for any thread.
 *
 * @param <M> the family of messages
 */
public abstract class MessageCodec<M> {
  /** The version of the messages; peers of different versions refuse each other. */
  public static final int VERSION = 2;

  /** The most that one batch may take, in bytes. */
  public static final int MAX_BATCH_BYTES = 256 << 20;

  /** Only the codecs of this package. */
  MessageCodec() {}

  /**
   * The bytes of a batch.
   *
   * @throws dev.firesteel.api.error.FiresteelException of category RESOURCES if it takes more than
   *     {@link #MAX_BATCH_BYTES}
   */
  public final byte[] encode(List<? extends M> batch) {
    return encode(batch, MAX_BATCH_BYTES);
  }

  final byte[] encode(List<? extends M> batch, int limit) {
    WireWriter out = new WireWriter(limit);
    try {
      out.number(batch.size());
      for (M message : batch) {
        write(out, message);
      }
    } catch (RuntimeException e) {
      throw WireWriter.isOverLimit(e) ? out.overLimit(describe(batch)) : e;
    }
    return out.toBytes();
  }

  /**
   * The batch.
   *
   * @throws MalformedException if the bytes are not a batch of this version
   */
  public final List<M> decode(byte[] bytes) {
    WireReader in = new WireReader(bytes);
    try {
      int count = in.count();
      List<M> batch = new ArrayList<>(Math.min(count, 64));
      for (int i = 0; i < count; i++) {
        batch.add(read(in));
      }
      in.finish();
      return Collections.unmodifiableList(batch);
    } catch (RuntimeException e) {
      throw MalformedException.of(e);
    }
  }

  abstract void write(WireWriter out, M message);

  abstract M read(WireReader in);

  private static String describe(List<?> batch) {
    return batch.size() == 1
        ? "a message " + batch.get(0).getClass().getSimpleName()
        : "a batch of " + batch.size() + " messages";
  }
}
