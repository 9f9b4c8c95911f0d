package dev.firesteel.scheduler.placement;

import org.jspecify.annotations.Nullable;

/** A task set's place by arrival: by the earliest job that needs it, then by stage. */
record Rank(int job, int stage) implements Comparable<Rank> {
  @Override
  public int compareTo(Rank other) {
    int byJob = Integer.compare(job, other.job);
    return byJob != 0 ? byJob : Integer.compare(stage, other.stage);
  }

  // Written out: a record's own take method handles, which cost tens of milliseconds at a start.
  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof Rank other && job == other.job && stage == other.stage;
  }

  @Override
  public int hashCode() {
    return 31 * job + stage;
  }
}
