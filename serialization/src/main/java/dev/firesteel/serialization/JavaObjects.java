package dev.firesteel.serialization;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.firesteel.api.classes.LoadingInputStream;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;

/** Java serialization inside Kryo: a length and the stream. */
final class JavaObjects extends Serializer<Object> {
  private final ClassLoader loader;

  JavaObjects(ClassLoader loader) {
    this.loader = loader;
  }

  @Override
  public void write(Kryo kryo, Output out, Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (ObjectOutputStream stream = new ObjectOutputStream(bytes)) {
      stream.writeObject(value);
      stream.flush();
    } catch (NotSerializableException e) {
      throw new FiresteelException(
          ErrorCategory.USER,
          "Cannot serialize an object of "
              + value.getClass().getName()
              + ": it refers to an object of "
              + e.getMessage()
              + ", which is not serializable (let that class implement Serializable)",
          e);
    } catch (IOException | RuntimeException e) {
      throw new FiresteelException(
          ErrorCategory.USER,
          "Cannot serialize an object of "
              + value.getClass().getName()
              + ": its Java serialization threw "
              + e,
          e);
    }
    out.writeVarInt(bytes.size(), true);
    out.writeBytes(bytes.toByteArray());
  }

  @Override
  public Object read(Kryo kryo, Input in, Class<? extends Object> type) {
    byte[] bytes = in.readBytes(in.readVarInt(true));
    try (ObjectInputStream stream =
        new LoadingInputStream(new ByteArrayInputStream(bytes), loader)) {
      return stream.readObject();
    } catch (IOException | ClassNotFoundException | RuntimeException e) {
      throw new FiresteelException(
          ErrorCategory.USER,
          "Cannot read an object of " + type.getName() + ": its Java serialization threw " + e,
          e);
    }
  }
}
