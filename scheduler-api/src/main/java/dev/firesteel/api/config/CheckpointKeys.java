package dev.firesteel.api.config;

import java.util.List;

/** The settings of checkpoints. */
public final class CheckpointKeys implements ConfigKeys {
  /** Where checkpoints go. */
  public static final ConfigKey<String> DIR =
      Keys.text(
          "firesteel.checkpoint.dir",
          "",
          "Directory for checkpoints, on a file system that all hosts share; the application makes"
              + " one of its own below it. Without it, checkpoint() fails.");

  /** Whether checkpoints stay. */
  public static final ConfigKey<Boolean> KEEP =
      Keys.flag(
          "firesteel.checkpoint.keep",
          false,
          "Whether checkpoints stay when nothing can read them any more and when the session"
              + " ends.");

  @Override
  public String title() {
    return "Checkpoints";
  }

  @Override
  public List<ConfigKey<?>> keys() {
    return List.of(DIR, KEEP);
  }
}
