package dev.firesteel.backend.yarn.staging;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.io.storage.StorageException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * A directory of one application on the cluster's file system, below the user's home, that only the
 * user may enter. Safe for any thread.
 */
public final class OwnFiles implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(OwnFiles.class);
  private static final String BELOW_HOME = ".firesteel/applications";

  /**
   * What is that old is of applications whose drivers were killed: the tokens of one that has
   * waited in its queue for longer are no good any more.
   */
  private static final Duration FORGOTTEN = Duration.ofDays(7);

  private static final int LARGEST = 1 << 16;

  private final FileSystem files;
  private final Path directory;
  private boolean closed; // guarded by this

  private OwnFiles(FileSystem files, Path directory) {
    this.files = files;
    this.directory = directory;
  }

  /**
   * Makes the directory, and removes those that others left behind long ago.
   *
   * @param hadoop Hadoop's settings
   * @param application the application's id
   * @throws IOException if it cannot be made; says why and what to do
   */
  public static OwnFiles make(Config config, Configuration hadoop, String application, Clock clock)
      throws IOException {
    ClusterHome home = ClusterHome.open(config, hadoop);
    Path root = home.files().makeQualified(new Path(home.files().getHomeDirectory(), BELOW_HOME));
    return below(root, home.files(), application, clock);
  }

  /**
   * The same below a given directory.
   *
   * @param files is closed with it
   */
  public static OwnFiles below(Path root, FileSystem files, String application, Clock clock)
      throws IOException {
    OwnFiles own = new OwnFiles(files, new Path(root, application));
    try {
      Directories.make(files, root, Directories.OWN);
      removeForgotten(files, root, clock);
      Directories.make(files, own.directory, Directories.OWN);
      return own;
    } catch (IOException e) {
      own.close();
      throw explained(root, e);
    }
  }

  private static IOException explained(Path root, IOException e) {
    IOException known = StagingErrors.explain("make a directory in", root, e);
    return known instanceof StorageException said && said.category() == ErrorCategory.SECURITY
        ? new StorageException(
            ErrorCategory.SECURITY,
            "Cannot make a directory in "
                + root
                + ": permission denied (have an administrator of the file system make a home"
                + " directory of yours, or use --deploy-mode cluster with "
                + StagingKeys.CACHE_DIR
                + " set to a directory that you may write): "
                + known.getMessage(),
            e)
        : known;
  }

  private static void removeForgotten(FileSystem files, Path root, Clock clock) throws IOException {
    for (FileStatus each : files.listStatus(root)) {
      if (clock.millis() - each.getModificationTime() > FORGOTTEN.toMillis()) {
        Directories.delete(files, each.getPath());
      }
    }
  }

  /** The directory, with its file system. */
  public Path directory() {
    return directory;
  }

  /**
   * The content of a file in it, if it is there.
   *
   * @throws IOException if it cannot be read; says why and what to do
   */
  public Optional<byte[]> read(String name) throws IOException {
    Path file = new Path(directory, name);
    try (FSDataInputStream in = files.open(file)) {
      return Optional.of(in.readNBytes(LARGEST));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw StagingErrors.explain("read", file, e);
    }
  }

  /** Removes the directory with all that is in it. Idempotent; never throws. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    Directories.delete(files, directory);
    try {
      files.close();
    } catch (IOException e) {
      LOG.debug("Cannot close {}: {}", files.getUri(), e.toString());
    }
  }
}
