package dev.firesteel.scheduler.placement;

/** A task set's place by arrival: by the earliest job that needs it, then by stage. */
record Rank(int job, int stage) implements Comparable<Rank> {
  @Override
  public int compareTo(Rank other) {
    int byJob = Integer.compare(job, other.job);
    return byJob != 0 ? byJob : Integer.compare(stage, other.stage);
  }
}
