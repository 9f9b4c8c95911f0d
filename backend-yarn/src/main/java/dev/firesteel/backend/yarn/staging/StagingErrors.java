package dev.firesteel.backend.yarn.staging;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.io.hadoop.HadoopErrors;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.StorageErrors;
import dev.firesteel.io.storage.StorageException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import org.apache.hadoop.fs.Path;

/** Says which file could not be brought to the cluster, why, and what to do. */
final class StagingErrors {
  private static final String BEGINNING = "Cannot ";

  private StagingErrors() {}

  /** The failure in words; one that is in words already stays. */
  static IOException explain(String action, Path path, IOException cause) {
    return explain(action, Location.parse(path.toString()), cause);
  }

  /** The same for a file of this machine. */
  static IOException explain(String action, java.nio.file.Path path, IOException cause) {
    return explain(action, new Location(Location.FILE, "", path.toString()), cause);
  }

  private static IOException explain(String action, Location location, IOException cause) {
    if (cause instanceof StorageException known
        && String.valueOf(known.getMessage()).startsWith(BEGINNING)) {
      return known;
    }
    if (HadoopErrors.understood(location, cause) instanceof AccessDeniedException denied) {
      return new StorageException(
          ErrorCategory.SECURITY,
          BEGINNING
              + action
              + " "
              + location
              + ": permission denied (ask its owner for access"
              + (location.local()
                  ? ""
                  : ", or set " + StagingKeys.CACHE_DIR + " to a directory that you may write")
              + "): "
              + denied.getReason(),
          cause);
    }
    FiresteelException explained = StorageErrors.explain(action, location, cause);
    return new StorageException(
        explained.category(), String.valueOf(explained.getMessage()), cause);
  }
}
