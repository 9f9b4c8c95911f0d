package dev.firesteel.io.mapreduce;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Makes an element of a record's key and value.
 *
 * @param <K> the key's type
 * @param <V> the value's type
 * @param <T> the element's type
 */
@FunctionalInterface
public interface RecordFunction<
        K extends @Nullable Object, V extends @Nullable Object, T extends @Nullable Object>
    extends Serializable {
  /** The element. Runs in tasks. */
  T apply(K key, V value) throws Exception;
}
