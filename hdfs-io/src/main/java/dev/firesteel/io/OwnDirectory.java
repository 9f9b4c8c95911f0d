package dev.firesteel.io;

import dev.firesteel.api.split.StoredDirectory;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.Storages;
import java.io.IOException;

/** A directory of the application's own. */
record OwnDirectory(Location location, Storages storages) implements StoredDirectory {
  @Override
  public String uri() {
    return location.toString();
  }

  @Override
  public String child(String name) {
    return location.child(name).toString();
  }

  @Override
  public boolean local() {
    return location.local();
  }

  @Override
  public void delete() throws IOException {
    storages.of(location).delete(location);
  }
}
