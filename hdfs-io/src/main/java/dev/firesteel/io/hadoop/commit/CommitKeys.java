package dev.firesteel.io.hadoop.commit;

import dev.firesteel.api.config.ConfigKey;
import dev.firesteel.api.config.ConfigKeys;
import dev.firesteel.api.config.Keys;
import java.util.List;

/** The settings of Hadoop's output committers. */
public final class CommitKeys implements ConfigKeys {
  /** Where tasks are committed. */
  public static final ConfigKey<CommitPlace> COMMIT_TASKS =
      Keys.choice(
          "firesteel.io.commit-tasks",
          CommitPlace.class,
          CommitPlace.DRIVER,
          "Where an output committer of Hadoop's commits a task: driver commits one attempt of each"
              + " partition once all are written; executor commits each attempt where it ran, for"
              + " committers that keep attempts on the host's own disk (S3A's staging committers),"
              + " and asks of the committer that a second commit of a task replaces the first.");

  @Override
  public String title() {
    return "Hadoop's output committers";
  }

  @Override
  public List<ConfigKey<?>> keys() {
    return List.of(COMMIT_TASKS);
  }
}
