package dev.firesteel.io.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.Storage;
import java.io.IOException;

/**
 * The file of an attempt that the driver renames if the attempt wins.
 *
 * @param storage its file system
 * @param location its path
 */
public record RenamedFile(Storage storage, Location location) implements AttemptFile {
  @Override
  public byte[] commit() {
    return location.name().getBytes(UTF_8);
  }

  @Override
  public void remove() throws IOException {
    storage.delete(location);
  }
}
