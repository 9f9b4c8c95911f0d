package dev.firesteel.io.mapreduce;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.DataInputBuffer;
import org.apache.hadoop.io.DataOutputBuffer;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.io.serializer.Deserializer;
import org.apache.hadoop.io.serializer.SerializationFactory;
import org.apache.hadoop.io.serializer.Serializer;
import org.jspecify.annotations.Nullable;

/** Copies keys and values, because readers give the same objects for each record. */
final class Copier {
  private final Configuration configuration;
  private final DataOutputBuffer written = new DataOutputBuffer();
  private final DataInputBuffer toRead = new DataInputBuffer();
  private @Nullable SerializationFactory serializations;

  Copier(Configuration configuration) {
    this.configuration = configuration;
  }

  @SuppressWarnings("unchecked")
  <T extends @Nullable Object> T copy(T object) throws IOException {
    if (object == null || immutable(object)) {
      return object;
    }
    if (object instanceof Text text) {
      return (T) new Text(text);
    }
    written.reset();
    if (object instanceof Writable writable) {
      writable.write(written);
      Writable copy = Formats.create(writable.getClass(), configuration);
      toRead.reset(written.getData(), written.getLength());
      copy.readFields(toRead);
      return (T) copy;
    }
    return (T) serialized(object, (Class<Object>) object.getClass());
  }

  private <T> T serialized(T object, Class<T> type) throws IOException {
    SerializationFactory known = serializations;
    if (known == null) {
      known = new SerializationFactory(configuration);
      serializations = known;
    }
    if (known.getSerialization(type) == null) {
      throw new FiresteelException(
          ErrorCategory.PROGRAM,
          "Cannot copy a "
              + type.getName()
              + " of a record: it is no Writable, and no serialization in io.serializations takes"
              + " it (take what you need of each record with records((key, value) -> ...))");
    }
    Serializer<T> serializer = known.getSerializer(type);
    serializer.open(written);
    serializer.serialize(object);
    serializer.close();
    toRead.reset(written.getData(), written.getLength());
    Deserializer<T> deserializer = known.getDeserializer(type);
    deserializer.open(toRead);
    T copy = deserializer.deserialize(null);
    deserializer.close();
    return copy;
  }

  private static boolean immutable(Object object) {
    return object instanceof NullWritable
        || object instanceof String
        || object instanceof Boolean
        || object instanceof Character
        || object instanceof Enum
        || (object instanceof Number && object.getClass().getName().startsWith("java.lang."));
  }
}
