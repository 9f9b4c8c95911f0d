package dev.firesteel.executor.shuffle;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Input;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.dataset.Pair;
import dev.firesteel.serialization.RecordSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** A block that is being read. Failures of its bytes become {@link ShuffleFetchException}. */
final class OpenBlock implements AutoCloseable {
  private final ShuffleId shuffle;
  private final ShuffleBlock block;
  private final Input in;
  private final Runnable release;
  private boolean closed;

  OpenBlock(ShuffleId shuffle, ShuffleBlock block, Input in, Runnable release) {
    this.shuffle = shuffle;
    this.block = block;
    this.in = in;
    this.release = release;
  }

  /** The next pair, or null at the end. */
  @SuppressWarnings({"unchecked", "NullAway"}) // what was written
  <K extends @Nullable Object, V extends @Nullable Object> @Nullable Pair<K, V> next(
      RecordSerializer serializer) {
    try {
      if (in.end()) {
        return null;
      }
      K key = (K) serializer.read(in);
      return new Pair<>(key, (V) serializer.read(in));
    } catch (KryoException | UncheckedIOException e) {
      if (e.getCause() instanceof IOException cause) {
        throw new ShuffleFetchException(shuffle, block.mapPartition(), block.from().owner(), cause);
      }
      throw e;
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      in.close();
      release.run();
    }
  }
}
