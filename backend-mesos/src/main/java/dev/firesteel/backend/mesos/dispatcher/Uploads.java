package dev.firesteel.backend.mesos.dispatcher;

import dev.firesteel.shipping.Digest;
import java.io.InputStream;
import java.nio.file.Path;

/** Files that were uploaded for drivers, by content. Safe for any thread; waits for the disk. */
public interface Uploads {
  /** Whether a file is there. */
  boolean has(Digest hash, String name);

  /**
   * Stores a file, durably when this returns; nothing happens if it is there.
   *
   * @param hash of the content
   * @param name without a directory
   * @throws dev.firesteel.api.error.FiresteelException of category CONFIGURATION if the content has
   *     another hash, INPUT_OUTPUT or RESOURCES if it cannot be stored
   */
  void put(Digest hash, String name, InputStream content);

  /** Where a file is, or would be. */
  Path path(Digest hash, String name);
}
