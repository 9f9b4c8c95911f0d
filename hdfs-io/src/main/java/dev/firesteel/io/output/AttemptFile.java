package dev.firesteel.io.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.Storage;
import dev.firesteel.io.storage.StorageErrors;
import java.io.IOException;

/**
 * The file that one attempt writes.
 *
 * @param storage its file system
 * @param location its path
 */
public record AttemptFile(Storage storage, Location location) {
  /** What the driver needs to find the file, once it is closed. */
  public byte[] commit() {
    return location.name().getBytes(UTF_8);
  }

  /** Removes it. */
  public void remove() throws IOException {
    storage.delete(location);
  }

  /** Why it could not be written. */
  public FiresteelException failed(IOException cause) {
    return StorageErrors.explain("write", location, cause);
  }
}
