package dev.firesteel.serialization;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads user's objects. Each write stands for itself: nothing is remembered between
 * records, so that records may be sorted, merged and concatenated as bytes. Not safe for threads:
 * one instance a thread.
 */
public final class RecordSerializer {
  private final Kryo kryo;

  /** A serializer that finds the user's classes in {@code loader}. */
  public RecordSerializer(ClassLoader loader) {
    kryo = new Kryo();
    kryo.setRegistrationRequired(false);
    kryo.setClassLoader(loader);
  }

  /** Writes one object, or null. */
  public void write(Output out, @Nullable Object value) {
    kryo.writeClassAndObject(out, value);
  }

  /** Reads what {@link #write} wrote. */
  public @Nullable Object read(Input in) {
    return kryo.readClassAndObject(in);
  }

  /** One object as bytes. */
  public byte[] toBytes(@Nullable Object value) {
    Output out = new Output(64, -1);
    write(out, value);
    return out.toBytes();
  }

  /** The object that {@link #toBytes} wrote. */
  public @Nullable Object fromBytes(byte[] bytes) {
    return read(new Input(bytes));
  }
}
