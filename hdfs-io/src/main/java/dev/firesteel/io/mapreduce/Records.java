package dev.firesteel.io.mapreduce;

import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * How elements are made of records. Those of a task are its own.
 *
 * @param key the keys' class
 * @param value the values' class
 * @param function makes an element
 * @param parts what the function gets
 */
record Records<K extends @Nullable Object, V extends @Nullable Object, T extends @Nullable Object>(
    Class<?> key,
    Class<?> value,
    RecordFunction<? super K, ? super V, ? extends T> function,
    Parts parts)
    implements Serializable {
  /** What a function gets of a record. */
  enum Parts {
    /** The reader's own objects, which it may change for the next record. */
    LIVE,
    /** Copies, which the function may keep. */
    COPIED
  }

  /** The function on one task's records. */
  RecordFunction<K, V, T> in(Configuration configuration) {
    if (parts == Parts.LIVE) {
      return function::apply;
    }
    Copier copier = new Copier(configuration);
    return (key, value) -> function.apply(copier.copy(key), copier.copy(value));
  }
}
