package dev.firesteel.io.storage;

import dev.firesteel.io.hadoop.HadoopSettings;
import dev.firesteel.io.hadoop.OpenFileSystems;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.apache.logging.log4j.LogManager;

/**
 * What a session keeps of Hadoop: the settings once read, and the file systems that it opened. Safe
 * for any thread. Loads nothing of Hadoop before it is asked for settings.
 */
public final class KeptStorages implements AutoCloseable {
  private final Map<HadoopSource, SortedMap<String, String>> settings = new HashMap<>();
  private final Set<String> warned = new HashSet<>();
  private boolean closed;

  /** Hadoop's settings from a source, read when they are first needed. */
  synchronized SortedMap<String, String> settings(HadoopSource source) {
    SortedMap<String, String> known = settings.get(source);
    if (known == null) {
      known = HadoopSettings.load(source);
      settings.put(source, known);
      if (!closed) {
        OpenFileSystems.lease(known);
      }
    }
    return known;
  }

  /** Tells people, once, what is strange about a source. */
  synchronized void warn(HadoopSource source) {
    if (!source.warning().isEmpty() && warned.add(source.warning())) {
      LogManager.getLogger(KeptStorages.class).warn(source.warning());
    }
  }

  /** Closes the file systems of these settings that no other session of the process uses. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      // No method reference: it would load Hadoop where there is nothing to release.
      for (SortedMap<String, String> each : settings.values()) {
        OpenFileSystems.release(each);
      }
    }
  }
}
