package dev.firesteel.engine;

import dev.firesteel.api.backend.LocalizedFiles;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.ConfigKey;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.config.FileEntry;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.dataset.shared.SharedFiles;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The files and archives of an application whose executors run on other hosts, as its driver finds
 * them: what must be copied to this machine or unpacked is when the program first asks for it. Safe
 * for any thread.
 */
final class DriverFiles implements AutoCloseable {
  private static final String PACKED = ".packed";

  private final Config config;
  private final Fetching fetching;
  private final Map<String, Path> found = new HashMap<>(); // guarded by this
  private @Nullable Path directory; // guarded by this
  private boolean closed; // guarded by this

  DriverFiles(Config config, Fetching fetching) {
    this.config = config;
    this.fetching = fetching;
  }

  /**
   * The file, or the directory of the archive, of this name.
   *
   * @throws FiresteelException also if this is closed
   */
  synchronized Path find(String name) {
    if (closed) {
      throw new FiresteelException(
          ErrorCategory.USER, "Cannot find file " + name + ": the session is closed");
    }
    Path known = found.get(name);
    if (known != null) {
      return known;
    }
    Path path =
        LocalizedFiles.ofProcess()
            .find(name)
            .or(() -> named(CoreKeys.FILES, name).map(this::file))
            .or(() -> named(CoreKeys.ARCHIVES, name).map(this::archive))
            .orElseGet(() -> SharedFiles.find(config, name));
    found.put(name, path);
    return path;
  }

  private Optional<FileEntry> named(ConfigKey<List<String>> key, String name) {
    return config.get(key).stream()
        .map(FileEntry::parse)
        .filter(entry -> entry.name().equals(name))
        .findFirst();
  }

  private Path file(FileEntry entry) {
    return entry
        .local()
        .orElseGet(
            () -> {
              Path to = own().resolve(entry.name());
              fetching.fetch(entry, to);
              return to;
            });
  }

  private Path archive(FileEntry entry) {
    Path copy = own().resolve(PACKED);
    Path to = own().resolve(entry.name());
    try {
      if (entry.local().isEmpty()) {
        fetching.fetch(entry, copy);
      }
      UnpackedArchives.unpack(entry, entry.local().orElse(copy), to);
      return to;
    } catch (RuntimeException | Error e) {
      OwnDirectory.delete(to);
      throw e;
    } finally {
      OwnDirectory.delete(copy);
    }
  }

  private synchronized Path own() {
    Path there = directory;
    if (there == null) {
      there = OwnDirectory.make("files");
      directory = there;
    }
    return there;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (directory != null) {
      OwnDirectory.delete(directory);
      directory = null;
    }
    found.clear();
  }
}
