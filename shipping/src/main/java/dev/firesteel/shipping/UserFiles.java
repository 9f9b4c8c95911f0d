package dev.firesteel.shipping;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.config.FileEntry;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The jars, files and archives that an application's settings name, by the names that they get in
 * containers.
 *
 * @param byName them
 */
public record UserFiles(Map<String, UserFile> byName) {
  /** What becomes of it in the container. */
  public enum Kind {
    /** It lies there as it is. */
    PLAIN,
    /** It is unpacked to a directory. */
    UNPACKED
  }

  /**
   * One of them.
   *
   * @param entry what the settings say
   * @param kind what becomes of it
   */
  public record UserFile(FileEntry entry, Kind kind) {
    /** The end of its name by which clusters know archives; empty if it is not unpacked. */
    public String suffix() {
      return kind == Kind.PLAIN ? "" : entry.archiveSuffix().orElse("");
    }
  }

  /** Keeps the order of names. */
  public UserFiles {
    byName = new TreeMap<>(byName);
  }

  /**
   * Those of an application.
   *
   * @throws FiresteelException if two have one name, or an archive is of no kind that is known
   */
  public static UserFiles of(Config config) {
    Map<String, UserFile> byName = new TreeMap<>();
    for (UserFile each : named(config)) {
      UserFile other = byName.putIfAbsent(each.entry().name(), each);
      if (other != null && !other.equals(each)) {
        throw new FiresteelException(
            ErrorCategory.CONFIGURATION,
            "Cannot bring both "
                + other.entry().location()
                + " and "
                + each.entry().location()
                + " to containers: both are named "
                + each.entry().name()
                + " there (give one another name: PATH#NAME)");
      }
    }
    return new UserFiles(byName);
  }

  private static List<UserFile> named(Config config) {
    List<UserFile> all = new ArrayList<>();
    for (String text : config.get(CoreKeys.JARS)) {
      FileEntry jar = FileEntry.parse(text);
      if (!jar.openedByTheJvm()) {
        all.add(new UserFile(jar, Kind.PLAIN));
      }
    }
    for (String text : config.get(CoreKeys.FILES)) {
      all.add(new UserFile(FileEntry.parse(text), Kind.PLAIN));
    }
    for (String text : config.get(CoreKeys.ARCHIVES)) {
      all.add(new UserFile(FileEntry.parseArchive(text), Kind.UNPACKED));
    }
    return all;
  }
}
