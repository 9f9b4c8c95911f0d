package dev.firesteel.io.sequence;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.io.storage.MalformedDataException;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.DataInputBuffer;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.io.WritableFactories;
import org.apache.hadoop.io.WritableUtils;

/**
 * Makes keys or values of bytes.
 *
 * @param <T> their type
 */
interface Decoder<T> {
  /** Reads one. */
  T decode(DataInputBuffer in) throws IOException;

  /**
   * A decoder.
   *
   * @param name name of the class that was written
   * @param wanted the class that is wanted: Hadoop's itself, or Java's that fits it
   * @param what they are, for errors, such as {@code keys}
   */
  static <T> Decoder<T> of(String name, Class<T> wanted, String what) {
    Class<?> written = load(name, what);
    if (written == NullWritable.class && wanted == NullWritable.class) {
      return in -> wanted.cast(NullWritable.get());
    }
    if (wanted.isAssignableFrom(written)) {
      Class<? extends Writable> type = written.asSubclass(Writable.class);
      return in -> {
        checkLength(type, in);
        Writable fresh = WritableFactories.newInstance(type);
        fresh.readFields(in);
        return wanted.cast(fresh);
      };
    }
    Optional<JavaType<?, ?>> known = JavaType.ofHadoop(written);
    if (known.isEmpty() || known.get().java() != wanted) {
      throw new FiresteelException(
          ErrorCategory.USER,
          "its "
              + what
              + " are "
              + name
              + ", which do not become "
              + wanted.getName()
              + " (ask for "
              + known.map(type -> type.java().getSimpleName() + ".class or ").orElse("")
              + written.getSimpleName()
              + ".class)");
    }
    return reusing(known.get(), wanted);
  }

  private static <W extends Writable, T> Decoder<T> reusing(JavaType<?, W> type, Class<T> wanted) {
    W reused = type.fresh().get();
    return in -> {
      checkLength(type.hadoop(), in);
      reused.readFields(in);
      return wanted.cast(type.toJava().apply(reused));
    };
  }

  /**
   * These two take as much memory as a length says before they look whether the bytes are there.
   */
  private static void checkLength(Class<?> type, DataInputBuffer in) throws IOException {
    if (type != Text.class && type != BytesWritable.class) {
      return;
    }
    DataInputBuffer ahead = new DataInputBuffer();
    ahead.reset(in.getData(), in.getPosition(), in.getLength() - in.getPosition());
    int length = type == Text.class ? WritableUtils.readVInt(ahead) : ahead.readInt();
    if (length != ahead.available()) {
      throw new MalformedDataException(
          "it says it has " + length + " bytes but has " + ahead.available(), null);
    }
  }

  private static Class<?> load(String name, String what) {
    try {
      Class<?> type = Class.forName(name, true, Thread.currentThread().getContextClassLoader());
      if (Writable.class.isAssignableFrom(type)) {
        return type;
      }
      throw new FiresteelException(
          ErrorCategory.USER,
          "its " + what + " are " + name + ", which is no Writable of Hadoop's");
    } catch (ClassNotFoundException | LinkageError e) {
      throw new FiresteelException(
          ErrorCategory.USER,
          "the class of its " + what + " cannot be loaded: " + name + " (add its jar with --jars)",
          e);
    }
  }
}
