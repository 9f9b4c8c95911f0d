package dev.firesteel.dataset.lineage;

import dev.firesteel.api.split.Cursor;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What an action does with each partition; its answer travels to the driver with the data
 * serializer.
 *
 * @param <T> the elements' type
 * @param <P> the answer's type
 */
@FunctionalInterface
public interface PartitionFunction<T extends @Nullable Object, P extends @Nullable Object>
    extends Serializable {
  /** Consumes a partition; the caller closes the cursor. */
  P apply(Cursor<T> elements, TaskRuntime task) throws Exception;
}
