package dev.firesteel.io.storage;

import dev.firesteel.api.config.Config;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes full paths of what users write: a path without a scheme lies on the default file system,
 * which is the local one unless Hadoop's settings say otherwise. Driver only; for one thread.
 */
public final class PathResolver {
  private static final String DEFAULT_FS = "fs.defaultFS";

  private final HadoopSource source;
  private final KeptStorages kept;
  private @Nullable SortedMap<String, String> loaded;

  /** A resolver for a program that has no session. */
  public PathResolver(Config config) {
    this(config, new KeptStorages());
  }

  /**
   * A resolver for a session.
   *
   * @param kept the session's, which closes what is opened
   */
  public PathResolver(Config config, KeptStorages kept) {
    this.source = HadoopSource.of(config);
    this.kept = kept;
  }

  /**
   * The full path.
   *
   * @throws dev.firesteel.api.error.FiresteelException if it is malformed or its file system is not
   *     known
   */
  public Location resolve(String text) {
    Location location = inFileSystem(Location.parse(text));
    try {
      return storages(location).of(location).absolute(location);
    } catch (IOException e) {
      throw StorageErrors.explain("use path", location, e);
    }
  }

  /** What opens the paths resolved so far. */
  public Storages storages() {
    return new Storages(loaded == null ? new TreeMap<>() : loaded);
  }

  /** The same with Hadoop's settings even if all paths are local. */
  public Storages storagesOfHadoop() {
    hadoop();
    return storages();
  }

  private Storages storages(Location location) {
    if (!location.local() || source.hasCodecs()) {
      hadoop();
    }
    return storages();
  }

  private Location inFileSystem(Location location) {
    if (!location.scheme().isEmpty()) {
      return location;
    }
    if (!source.mayHaveDefault()) {
      kept.warn(source);
      return new Location(Location.FILE, "", location.path());
    }
    String text = source.overrides().get(DEFAULT_FS);
    Location base = Location.parse(text != null ? text : defaultOf(hadoop()));
    return new Location(base.scheme(), base.authority(), location.path());
  }

  private static String defaultOf(SortedMap<String, String> hadoop) {
    return hadoop.getOrDefault(DEFAULT_FS, "file:///");
  }

  private SortedMap<String, String> hadoop() {
    SortedMap<String, String> known = loaded;
    if (known == null) {
      kept.warn(source);
      known = kept.settings(source);
      loaded = known;
    }
    return known;
  }
}
