package dev.firesteel.api.id;

import org.jspecify.annotations.Nullable;

/** A job: the run of one action. Unique within an application, counted from 0. */
public record JobId(int value) implements Comparable<JobId> {
  /** Checks that the value is not negative. */
  public JobId {
    if (value < 0) {
      throw new IllegalArgumentException("Cannot make JobId: " + value + " is negative");
    }
  }

  @Override
  public int compareTo(JobId other) {
    return Integer.compare(value, other.value);
  }

  // Written out: a record's own take method handles, which cost tens of milliseconds at a start.
  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof JobId other && value == other.value;
  }

  @Override
  public int hashCode() {
    return value;
  }

  @Override
  public String toString() {
    return "job-" + value;
  }
}
