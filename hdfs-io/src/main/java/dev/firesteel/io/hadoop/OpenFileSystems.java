package dev.firesteel.io.hadoop;

import dev.firesteel.io.storage.Location;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileSystem;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The open file systems of this process: one for each settings, root and user. Hadoop's own cache
 * does not look at the settings, so that the first program of a process decides for all.
 *
 * <p>Why this is static: formats travel to executors by Java serialization and find no owner where
 * they arrive, and what is kept has to outlast the stage that came first. Sessions hold leases:
 * with the last one on its settings a file system is closed. In a process without a session, an
 * executor's own, they end with the process.
 */
public final class OpenFileSystems {
  private static final Logger LOG = LogManager.getLogger(OpenFileSystems.class);
  private static final Map<SortedMap<String, String>, OpenFileSystems> BY_SETTINGS =
      new HashMap<>();

  private final SortedMap<String, String> settings;
  private final Map<RootKey, FileSystem> open = new HashMap<>();
  private int leases;

  private OpenFileSystems(SortedMap<String, String> settings) {
    this.settings = settings;
  }

  /** Keeps file systems of these settings open until {@link #release}. */
  public static void lease(SortedMap<String, String> settings) {
    synchronized (BY_SETTINGS) {
      BY_SETTINGS.computeIfAbsent(settings, OpenFileSystems::new).leases++;
    }
  }

  /** Gives a lease back; the last one closes the file systems. */
  public static void release(SortedMap<String, String> settings) {
    OpenFileSystems last;
    synchronized (BY_SETTINGS) {
      OpenFileSystems known = BY_SETTINGS.get(settings);
      if (known == null || --known.leases > 0) {
        return;
      }
      BY_SETTINGS.remove(settings);
      last = known;
    }
    last.close();
  }

  /** Whether any file system is open in this process. */
  public static boolean any() {
    synchronized (BY_SETTINGS) {
      return BY_SETTINGS.values().stream().anyMatch(each -> !each.roots().isEmpty());
    }
  }

  /** The roots of those that are open with these settings. */
  public static Set<Location> roots(SortedMap<String, String> settings) {
    synchronized (BY_SETTINGS) {
      OpenFileSystems known = BY_SETTINGS.get(settings);
      return known == null ? Set.of() : known.roots();
    }
  }

  private Set<Location> roots() {
    synchronized (open) {
      return open.keySet().stream().map(RootKey::root).collect(Collectors.toUnmodifiableSet());
    }
  }

  /** The file system of a location, opened if it is not yet. */
  public static FileSystem of(Location location, SortedMap<String, String> settings)
      throws IOException {
    OpenFileSystems all;
    synchronized (BY_SETTINGS) {
      all = BY_SETTINGS.computeIfAbsent(settings, OpenFileSystems::new);
    }
    return all.of(location);
  }

  private FileSystem of(Location location) throws IOException {
    RootKey key = RootKey.of(location, settings);
    synchronized (open) {
      FileSystem known = open.get(key);
      if (known != null) {
        return known;
      }
    }
    // Not under the lock: this may ask other hosts.
    FileSystem mine = key.open(settings);
    FileSystem first;
    synchronized (open) {
      first = open.putIfAbsent(key, mine);
    }
    if (first == null) {
      return mine;
    }
    mine.close();
    return first;
  }

  private void close() {
    List<FileSystem> all;
    synchronized (open) {
      all = new ArrayList<>(open.values());
      open.clear();
    }
    for (FileSystem each : all) {
      try {
        each.close();
      } catch (IOException e) {
        LOG.warn("Cannot close file system {}: {}", each.getUri(), e.toString());
      }
    }
  }
}
