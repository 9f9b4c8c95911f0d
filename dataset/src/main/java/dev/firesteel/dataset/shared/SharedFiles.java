package dev.firesteel.dataset.shared;

import dev.firesteel.api.backend.LocalizedFiles;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.config.FileEntry;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds files and unpacked archives of the application by name: in the directory that a container
 * has of them, else where they were named.
 */
public final class SharedFiles {
  private SharedFiles() {}

  /** The file, or the directory of the archive, of this name. */
  public static Path find(Config config, String name) {
    List<String> named = new ArrayList<>(config.get(CoreKeys.FILES));
    named.addAll(config.get(CoreKeys.ARCHIVES));
    for (String text : named) {
      FileEntry entry = FileEntry.parse(text);
      if (entry.name().equals(name)) {
        return LocalizedFiles.ofProcess().find(name).or(entry::local).orElseThrow(() -> far(entry));
      }
    }
    throw new FiresteelException(
        ErrorCategory.USER,
        "Cannot find file "
            + name
            + ": it is not among "
            + named
            + " (name it with --files or --archives)");
  }

  private static FiresteelException far(FileEntry entry) {
    return new FiresteelException(
        ErrorCategory.USER,
        "Cannot find file "
            + entry.name()
            + ": "
            + entry.location()
            + " is brought to the machines of a cluster only (name a file of this machine)");
  }
}
