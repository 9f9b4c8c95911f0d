package dev.firesteel.executor.store;

import com.esotericsoftware.kryo.io.Input;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.Sink;
import dev.firesteel.serialization.RecordSerializer;
import org.jspecify.annotations.Nullable;

/** A number of serialized elements. */
final class RecordCursor<T extends @Nullable Object> implements Cursor<T> {
  private final Input in;
  private final RecordSerializer serializer;
  private final Runnable unread;
  private long left;

  RecordCursor(Input in, RecordSerializer serializer, long count, Runnable unread) {
    this.in = in;
    this.serializer = serializer;
    this.left = count;
    this.unread = unread;
  }

  @Override
  @SuppressWarnings({"unchecked", "NullAway"})
  public boolean advance(Sink<? super T> sink) throws Exception {
    if (left == 0) {
      return false;
    }
    left--;
    sink.accept((T) serializer.read(in));
    return true;
  }

  @Override
  public void close() {
    in.close();
    unread.run();
  }
}
