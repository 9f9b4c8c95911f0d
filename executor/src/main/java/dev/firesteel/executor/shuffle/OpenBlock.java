package dev.firesteel.executor.shuffle;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Input;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.dataset.Pair;
import dev.firesteel.executor.primitive.PairFrames;
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
      throw failure(e);
    }
  }

  /**
   * Reads the next frame of primitive pairs into an array that has room for it.
   *
   * @return the number of keys and values, 0 at the end
   */
  int next(PairFrames frames, long[] pairs) {
    try {
      return in.end() ? 0 : frames.read(in, pairs);
    } catch (KryoException | UncheckedIOException e) {
      throw failure(e);
    }
  }

  private RuntimeException failure(RuntimeException e) {
    return e.getCause() instanceof IOException cause
        ? new ShuffleFetchException(shuffle, block.mapPartition(), block.from().owner(), cause)
        : e;
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
