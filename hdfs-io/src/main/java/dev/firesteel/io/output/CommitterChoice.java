package dev.firesteel.io.output;

import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.Storages;

/** How the application says what makes winners' files the output. */
public enum CommitterChoice {
  /** Hadoop's committers where its settings name one for the file system, else renames. */
  AUTO,
  /** Renames always. */
  RENAME,
  /** Hadoop's committers always. */
  HADOOP;

  /** What that is for a directory. */
  public Committer of(Location directory, Storages storages) {
    return switch (this) {
      case AUTO -> Committer.configured(directory, storages);
      case RENAME -> Committer.RENAME;
      case HADOOP -> Committer.HADOOP;
    };
  }
}
