package dev.firesteel.backend.yarn.staging;

import dev.firesteel.shipping.Digest;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Deletes what nobody has used for long from a {@link Cache}, and uploads that were given up. An
 * entry is renamed first: if it was used in that very moment, it comes back.
 */
final class CacheCleaning {
  private static final Logger LOG = LogManager.getLogger(CacheCleaning.class);
  private static final String EXPIRED = "expired-";
  private static final Pattern EXPIRED_NAME = Pattern.compile(EXPIRED + "(\\d{1,18})-.*");

  /** No upload, and no deletion, takes so long. */
  private static final Duration GIVEN_UP = Duration.ofDays(1);

  private final FileSystem files;
  private final Path root;
  private final Duration expiry;
  private final Clock clock;

  CacheCleaning(FileSystem files, Path root, Duration expiry, Clock clock) {
    this.files = files;
    this.root = root;
    this.expiry = expiry;
    this.clock = clock;
  }

  /** Deletes what is due and may be deleted by this user. */
  void run() {
    FileStatus[] entries;
    try {
      entries = files.listStatus(root);
    } catch (FileNotFoundException e) {
      return;
    } catch (IOException e) {
      LOG.info("Cannot look for old entries in {}: {}", root, e.toString());
      return;
    }
    for (FileStatus each : entries) {
      try {
        consider(each);
      } catch (IOException e) {
        LOG.debug("Cannot delete {}: {}", each.getPath(), e.toString());
      }
    }
  }

  private void consider(FileStatus entry) throws IOException {
    String name = entry.getPath().getName();
    Matcher expired = EXPIRED_NAME.matcher(name);
    if (expired.matches()) {
      if (older(Long.parseLong(expired.group(1)), GIVEN_UP)) {
        files.delete(entry.getPath(), true);
      }
    } else if (name.startsWith(Cache.PART)) {
      if (older(entry.getModificationTime(), GIVEN_UP)) {
        LOG.info("Deleting {}: its upload was given up", entry.getPath());
        files.delete(entry.getPath(), false);
      }
    } else if (Digest.isOne(name)
        && !expiry.isZero()
        && older(entry.getModificationTime(), expiry)) {
      expire(entry.getPath());
    }
  }

  private void expire(Path entry) throws IOException {
    Path aside = new Path(root, EXPIRED + clock.millis() + "-" + UUID.randomUUID());
    if (!files.rename(entry, aside)) {
      return; // another program was first
    }
    if (older(files.getFileStatus(aside).getModificationTime(), expiry)) {
      LOG.info("Deleting {}: not used for {}", entry, expiry);
      files.delete(aside, true);
    } else if (!files.rename(aside, entry)) {
      LOG.debug("{} is there again", entry);
      files.delete(aside, true);
    }
  }

  private boolean older(long time, Duration age) {
    return clock.millis() - time > age.toMillis();
  }
}
