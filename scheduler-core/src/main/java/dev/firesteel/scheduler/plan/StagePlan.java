package dev.firesteel.scheduler.plan;

import dev.firesteel.api.id.BinaryId;
import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.dataset.StorageLevel;
import java.util.List;

/**
 * A stage of a job.
 *
 * @param stage its id; of a shared shuffle stage the first plan's id counts
 * @param name for people, such as {@code mapToPair at WordCount.java:12}
 * @param output what its tasks produce
 * @param partitions the partitions to compute, ascending; a shuffle stage computes all from 0
 * @param program what its tasks run
 * @param profile the executors it runs on
 * @param parents the shuffles that it reads
 * @param preferences where its tasks would like to run
 * @param persisted datasets that tasks keep, or find kept, partition by partition with the same
 *     number; nearest to the output first
 */
public record StagePlan(
    StageId stage,
    String name,
    StageOutput output,
    int[] partitions,
    BinaryId program,
    ProfileId profile,
    List<Parent> parents,
    Preferences preferences,
    List<Persisted> persisted) {
  /** Copies the lists. */
  public StagePlan {
    parents = List.copyOf(parents);
    persisted = List.copyOf(persisted);
  }

  /**
   * An edge to a shuffle.
   *
   * @param shuffle the shuffle that is read
   * @param unlessKept datasets on the way to it, with their numbers of partitions: if all
   *     partitions of one of them are kept, the shuffle is not read by this way
   */
  public record Parent(ShuffleId shuffle, List<Kept> unlessKept) {
    /** Copies the list. */
    public Parent {
      unlessKept = List.copyOf(unlessKept);
    }
  }

  /** A dataset that is to be kept, and how. */
  public record Persisted(DatasetId dataset, StorageLevel level) {}

  /** A persisted dataset and how many partitions it has. */
  public record Kept(DatasetId dataset, int partitions) {}
}
