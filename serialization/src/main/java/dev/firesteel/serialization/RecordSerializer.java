package dev.firesteel.serialization;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.dataset.Pair;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads user's objects. Each write stands for itself: nothing is remembered between
 * records, so that records may be sorted, merged and concatenated as bytes. Not safe for threads:
 * one instance a thread.
 *
 * <p>Common types have lanes of their own, a tag byte and the value; all else goes to Kryo, which
 * is loaded at its first use. References that are shared or go in circles are kept within an object
 * that Kryo writes; objects of the lanes (numbers, strings, pairs, common collections, records) are
 * written as often as they are met.
 */
public final class RecordSerializer {
  /** Lanes within lanes; deeper down, and so for circles, Kryo takes over. */
  private static final int DEEPEST = 24;

  private final ClassLoader loader;
  private final Strings strings = new Strings();
  private final Compounds compounds;
  private @Nullable Output scratch;
  private @Nullable ObjectGraphs graphs;

  /** A serializer that finds the user's classes in {@code loader}. */
  public RecordSerializer(ClassLoader loader) {
    this.loader = loader;
    this.compounds = new Compounds(this, loader);
  }

  /**
   * Writes one object, or null.
   *
   * @throws FiresteelException if it, or an object it refers to, cannot be serialized, naming the
   *     class
   */
  public void write(Output out, @Nullable Object value) {
    write(out, value, 0);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws FiresteelException if a class is missing or the bytes are none of ours
   */
  public @Nullable Object read(Input in) {
    int tag = in.readByteUnsigned();
    if (tag >= Tag.SHORT_LATIN1) {
      return strings.readLatin1(in, tag - Tag.SHORT_LATIN1);
    }
    if (tag >= Tag.SMALL_LONG) {
      return (long) (tag - Tag.SMALL_LONG);
    }
    return switch (tag) {
      case Tag.NULL -> null;
      case Tag.TRUE -> true;
      case Tag.FALSE -> false;
      case Tag.INTEGER -> in.readVarInt(false);
      case Tag.LONG -> in.readVarLong(false);
      case Tag.DOUBLE -> in.readDouble();
      case Tag.LATIN1 -> strings.readLatin1(in, in.readVarInt(true));
      case Tag.UTF16 -> strings.readUtf16(in);
      case Tag.PAIR -> pair(in);
      case Tag.GRAPH -> graphs().read(in);
      default -> compounds.read(tag, in);
    };
  }

  /**
   * One object as bytes.
   *
   * @throws FiresteelException as {@link #write}
   */
  public byte[] toBytes(@Nullable Object value) {
    Output out = scratch == null ? new Output(256, -1) : scratch;
    scratch = null;
    out.reset();
    write(out, value);
    byte[] bytes = out.toBytes();
    if (out.getBuffer().length <= 1 << 16) {
      scratch = out;
    }
    return bytes;
  }

  /**
   * The object that {@link #toBytes} wrote.
   *
   * @throws FiresteelException as {@link #read}
   */
  public @Nullable Object fromBytes(byte[] bytes) {
    return read(new Input(bytes));
  }

  void write(Output out, @Nullable Object value, int depth) {
    if (value == null) {
      out.writeByte(Tag.NULL);
      return;
    }
    Class<?> type = value.getClass();
    if (type == String.class) {
      strings.write(out, (String) value);
    } else if (type == Long.class) {
      writeLong(out, (Long) value);
    } else if (type == Integer.class) {
      out.writeByte(Tag.INTEGER);
      out.writeVarInt((Integer) value, false);
    } else if (type == Pair.class && depth < DEEPEST) {
      Pair<?, ?> pair = (Pair<?, ?>) value;
      out.writeByte(Tag.PAIR);
      write(out, pair.key(), depth + 1);
      write(out, pair.value(), depth + 1);
    } else if (type == Double.class) {
      out.writeByte(Tag.DOUBLE);
      out.writeDouble((Double) value);
    } else if (depth >= DEEPEST || !compounds.write(out, value, type, depth + 1)) {
      out.writeByte(Tag.GRAPH);
      graphs().write(out, value);
    }
  }

  private static void writeLong(Output out, long value) {
    if (value >= 0 && value < Tag.SMALL_LONGS) {
      out.writeByte(Tag.SMALL_LONG | (int) value);
    } else {
      out.writeByte(Tag.LONG);
      out.writeVarLong(value, false);
    }
  }

  @SuppressWarnings("NullAway") // null where the record's type says so
  private Object pair(Input in) {
    Object key = read(in);
    return new Pair<>(key, read(in));
  }

  private ObjectGraphs graphs() {
    ObjectGraphs ready = graphs;
    if (ready == null) {
      ready = new ObjectGraphs(loader);
      graphs = ready;
    }
    return ready;
  }
}
