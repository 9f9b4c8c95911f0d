package dev.firesteel.dataset.lineage;

import dev.firesteel.dataset.closure.Closure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job to run.
 *
 * @param target the node whose partitions are computed
 * @param partitions which of them, without repetition
 * @param action what is done with each
 * @param description for people: the action and where it was called, such as {@code count at
 *     WordCount.java:14}
 * @param options what is wanted besides
 */
public record JobRequest<T extends @Nullable Object, P extends @Nullable Object>(
    Node<T> target,
    List<Integer> partitions,
    Closure<PartitionFunction<T, P>> action,
    String description,
    JobOptions options) {
  /** Copies the list. */
  public JobRequest {
    partitions = List.copyOf(partitions);
  }
}
