package dev.firesteel.dataset.lineage;

import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a program wants of a job besides its answers.
 *
 * @param group the job group, for cancellation
 * @param tags any number of words, for cancellation
 * @param pool the pool whose share the job gets; empty for the default pool
 * @param timeout how long it may take from its submission, before it is cancelled
 */
public record JobOptions(
    Optional<String> group,
    SortedSet<String> tags,
    Optional<String> pool,
    Optional<Duration> timeout) {
  /** Nothing special. */
  public static final JobOptions NONE =
      new JobOptions(Optional.empty(), new TreeSet<>(), Optional.empty(), Optional.empty());

  /** Copies the tags. */
  public JobOptions {
    tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
  }

  /** These options with a job group. */
  public JobOptions withGroup(Optional<String> other) {
    return new JobOptions(other, tags, pool, timeout);
  }
}
