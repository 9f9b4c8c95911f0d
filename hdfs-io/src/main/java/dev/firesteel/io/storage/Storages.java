package dev.firesteel.io.storage;

import dev.firesteel.io.hadoop.HadoopStorage;
import java.io.IOException;
import java.io.Serializable;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Opens the file system of a path. Travels to executors, so that they use the driver's settings.
 *
 * @param hadoop Hadoop's settings that differ from its defaults; empty if all paths are local
 */
public record Storages(SortedMap<String, String> hadoop) implements Serializable {
  /** Copies the settings. */
  public Storages {
    hadoop = Collections.unmodifiableSortedMap(new TreeMap<>(hadoop));
  }

  /** The file system that holds a location. Loads Hadoop's classes unless it is local. */
  public Storage of(Location location) throws IOException {
    return location.local() ? new LocalStorage() : HadoopStorage.open(location, hadoop);
  }

  /** Without the values: some are secrets. */
  @Override
  public String toString() {
    return "Storages[" + hadoop.size() + " settings of Hadoop]";
  }
}
