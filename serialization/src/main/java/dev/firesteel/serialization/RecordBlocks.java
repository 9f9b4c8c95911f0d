package dev.firesteel.serialization;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.Sink;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Elements as blocks of bytes, each a row of whole records of about 64 KiB. The first block is a
 * mark that says which form the records have, so that no other form is ever taken for it.
 */
public final class RecordBlocks {
  private static final byte[] MARK = "firesteel-records-1".getBytes(US_ASCII);
  private static final int BLOCK = 64 << 10;

  private RecordBlocks() {}

  /** The blocks of elements; a mark also if there are none. Closing closes the elements. */
  public static <T extends @Nullable Object> Cursor<byte[]> encode(
      Cursor<T> elements, RecordSerializer serializer) {
    return new Encoding<>(elements, serializer);
  }

  /** The elements of blocks that {@link #encode} made. Closing closes the blocks. */
  public static <T extends @Nullable Object> Cursor<T> decode(
      Cursor<byte[]> blocks, RecordSerializer serializer) {
    return new Decoding<>(blocks, serializer);
  }

  private static final class Encoding<T extends @Nullable Object> implements Cursor<byte[]> {
    private final Cursor<T> elements;
    private final RecordSerializer serializer;
    private final Output records = new Output(BLOCK + (BLOCK >> 2), -1);
    private boolean marked;

    Encoding(Cursor<T> elements, RecordSerializer serializer) {
      this.elements = elements;
      this.serializer = serializer;
    }

    @Override
    public boolean advance(Sink<? super byte[]> sink) throws Exception {
      if (!marked) {
        marked = true;
        sink.accept(MARK.clone());
        return true;
      }
      elements.forEachRemaining(new Filling());
      if (records.position() == 0) {
        return false;
      }
      sink.accept(records.toBytes());
      records.reset();
      return true;
    }

    @Override
    public void close() throws Exception {
      elements.close();
    }

    /** Takes elements until the block is full; one step of the source may overfill it. */
    private final class Filling implements Sink<T> {
      @Override
      public void accept(T element) {
        serializer.write(records, element);
      }

      @Override
      public boolean done() {
        return records.position() >= BLOCK;
      }
    }
  }

  private static final class Decoding<T extends @Nullable Object> implements Cursor<T> {
    private final Cursor<byte[]> blocks;
    private final RecordSerializer serializer;
    private final Input records = new Input(new byte[0]);
    private boolean marked;

    Decoding(Cursor<byte[]> blocks, RecordSerializer serializer) {
      this.blocks = blocks;
      this.serializer = serializer;
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // as it was written
    public boolean advance(Sink<? super T> sink) throws Exception {
      while (records.position() == records.limit()) {
        if (!blocks.advance(this::take)) {
          if (!marked) {
            throw foreign();
          }
          return false;
        }
      }
      sink.accept((T) serializer.read(records));
      return true;
    }

    private void take(byte[] block) {
      if (marked) {
        records.setBuffer(block);
      } else if (Arrays.equals(block, MARK)) {
        marked = true;
      } else {
        throw foreign();
      }
    }

    private static FiresteelException foreign() {
      return new FiresteelException(
          ErrorCategory.INPUT_OUTPUT,
          "Cannot read objects: the file was written by another version of Firesteel, or holds no"
              + " objects (write it again with this version)");
    }

    @Override
    public void close() throws Exception {
      blocks.close();
    }
  }
}
