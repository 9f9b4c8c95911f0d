package dev.firesteel.dataset.lineage;

import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a program wants of a job besides its answers.
 *
 * @param group the job group, for cancellation
 * @param tags any number of words, for cancellation
 * @param pool the pool whose share the job gets; empty for the default pool
 * @param timeout how long it may take from its submission, before it fails; above 0
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

  /** These options with another job group, or none. */
  public JobOptions withGroup(@Nullable String other) {
    return new JobOptions(Optional.ofNullable(other), tags, pool, timeout);
  }

  /** These options with other tags. */
  public JobOptions withTags(SortedSet<String> other) {
    return new JobOptions(group, other, pool, timeout);
  }

  /** These options with another pool, or the default one. */
  public JobOptions withPool(@Nullable String other) {
    return new JobOptions(group, tags, Optional.ofNullable(other), timeout);
  }

  /** These options with another time-out, or the one of the settings. */
  public JobOptions withTimeout(@Nullable Duration other) {
    return new JobOptions(group, tags, pool, Optional.ofNullable(other));
  }
}
