package dev.firesteel.io.sequence;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.util.function.Function;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Writable;
import org.jspecify.annotations.Nullable;

/**
 * Makes Writables of Hadoop's of keys or values, which must all have one class.
 *
 * @param element the elements' class; {@link Void} if they are null
 * @param hadoop the class that the file names
 * @param what they are, for errors, such as {@code keys}
 * @param convert makes one
 */
record Encoder(
    Class<?> element, Class<?> hadoop, String what, Function<Object, ? extends Writable> convert) {
  /** For elements like this one. */
  static Encoder of(@Nullable Object element, String what) {
    return of(element == null ? Void.class : element.getClass(), what);
  }

  /** For elements of a class: Hadoop's or Java's. */
  static Encoder of(Class<?> type, String what) {
    if (Writable.class.isAssignableFrom(type)) {
      return new Encoder(type, type, what, Writable.class::cast);
    }
    return JavaType.ofJava(type)
        .map(known -> of(known, what))
        .orElseThrow(
            () ->
                new FiresteelException(
                    ErrorCategory.USER,
                    what
                        + " are "
                        + type.getName()
                        + ", which Hadoop has no form for (map them to String, a boxed primitive,"
                        + " byte[] or a Writable)"));
  }

  private static <J, W extends Writable> Encoder of(JavaType<J, W> type, String what) {
    return new Encoder(
        type.java(),
        type.hadoop(),
        what,
        element -> type.toHadoop().apply(type.java().cast(element)));
  }

  Writable encode(@Nullable Object key) {
    if (key == null && hadoop == NullWritable.class) {
      return NullWritable.get();
    }
    if (key == null || key.getClass() != element) {
      throw new FiresteelException(
          ErrorCategory.USER,
          what
              + " are "
              + element.getName()
              + ", but one is "
              + (key == null ? "null" : "a " + key.getClass().getName())
              + " (a sequence file has one class of each)");
    }
    return convert.apply(key);
  }
}
