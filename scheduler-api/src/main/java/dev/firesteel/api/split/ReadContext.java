package dev.firesteel.api.split;

import dev.firesteel.api.config.Config;

/** What a reader in a task may know and tell. */
public interface ReadContext {
  /** The application's settings, as the driver has them. */
  Config config();

  /**
   * Whether the task was cancelled; a long step that yields nothing should look from time to time.
   */
  boolean cancelled();

  /** Counts bytes read from storage. */
  void bytesRead(long bytes);
}
