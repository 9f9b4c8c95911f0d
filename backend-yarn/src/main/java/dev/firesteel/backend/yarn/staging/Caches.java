package dev.firesteel.backend.yarn.staging;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.io.storage.StorageException;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Caches in order of preference: one that an operator fills for everybody may be read only, and the
 * user's own takes what is not in it.
 *
 * @param all them, at least one
 */
record Caches(List<Cache> all) {
  private static final Logger LOG = LogManager.getLogger(Caches.class);

  /** Copies the list. */
  Caches {
    all = List.copyOf(all);
  }

  /**
   * The object with this content, from the first that has it or takes it.
   *
   * @throws IOException if none does; says why and what to do
   */
  FileStatus provide(Content content) throws IOException {
    for (Cache each : all.subList(0, all.size() - 1)) {
      try {
        return each.provide(content);
      } catch (StorageException e) {
        if (e.category() != ErrorCategory.SECURITY) {
          throw e;
        }
        LOG.info("The user's own cache is used: {}", e.getMessage());
      }
    }
    return all.get(all.size() - 1).provide(content);
  }

  /** Notes that what was provided is still in use. */
  void keep() {
    all.forEach(Cache::keep);
  }
}
