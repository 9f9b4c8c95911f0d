package dev.firesteel.io.output;

import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.StorageErrors;
import java.io.IOException;

/** The file that one attempt writes. For one thread. */
public interface AttemptFile {
  /** Its path, for errors. */
  Location location();

  /** What the driver needs to commit the file, once it is closed. */
  byte[] commit();

  /** Removes it. */
  void remove() throws IOException;

  /** Why it could not be written. */
  default FiresteelException failed(IOException cause) {
    return StorageErrors.explain("write", location(), cause);
  }
}
