package dev.firesteel.dataset.action;

import dev.firesteel.dataset.closure.Closure;
import dev.firesteel.dataset.lineage.PartitionFunction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An action: what tasks do with each partition and what the driver makes of their answers.
 *
 * @param name the action's name, for people
 * @param each what is done with a partition
 * @param finish makes the result of the answers, in the order of partitions
 */
public record Query<
    T extends @Nullable Object, P extends @Nullable Object, R extends @Nullable Object>(
    String name, Closure<PartitionFunction<T, P>> each, Finish<P, R> finish) {
  /** The driver's part. */
  @FunctionalInterface
  public interface Finish<P extends @Nullable Object, R extends @Nullable Object> {
    /** Makes the result; a user's function may fail here. */
    R apply(List<P> answers) throws Exception;
  }

  /** An action; both parts may hold closures only. */
  public static <T extends @Nullable Object, P extends @Nullable Object, R extends @Nullable Object>
      Query<T, P, R> of(String name, PartitionFunction<T, P> each, Finish<P, R> finish) {
    return new Query<>(name, Closure.capture(name, each), finish);
  }
}
