package dev.firesteel.io.mapreduce;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Makes the key or the value of an element's record.
 *
 * @param <T> the element's type
 * @param <P> the part's type
 */
@FunctionalInterface
public interface RecordPart<T extends @Nullable Object, P extends @Nullable Object>
    extends Serializable {
  /** The part. Runs in tasks; may give the same object again, changed. */
  P of(T element) throws Exception;
}
