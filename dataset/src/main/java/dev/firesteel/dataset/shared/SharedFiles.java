package dev.firesteel.dataset.shared;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds files named with {@code --files}: in the working directory, else where they were named. */
public final class SharedFiles {
  private SharedFiles() {}

  /** The file of this name. */
  public static Path find(Config config, String name) {
    for (String entry : config.get(CoreKeys.FILES)) {
      String path = entry.startsWith("file:") ? entry.substring("file:".length()) : entry;
      Path named = Path.of(path.replaceFirst("^//(?=/)", ""));
      if (named.endsWith(name)) {
        Path here = Path.of(name);
        return Files.exists(here) ? here : named;
      }
    }
    throw new FiresteelException(
        ErrorCategory.USER,
        "Cannot find file "
            + name
            + ": it is not among "
            + config.get(CoreKeys.FILES)
            + " (name it with --files)");
  }
}
