package dev.firesteel.backend.yarn.staging;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.io.storage.StorageException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Where files are kept on the cluster.
 *
 * @param files the file system, open
 * @param caches directories of caches: the one that the settings name, if they do, and the user's
 *     own, for what may not be stored in the first
 */
record ClusterHome(FileSystem files, List<Path> caches) {
  private static final String OWN = ".firesteel/cache";

  /** Copies the list. */
  ClusterHome {
    caches = List.copyOf(caches);
  }

  /**
   * Opens the cluster's file system.
   *
   * @throws IOException if there is none, or it does not answer; in words
   */
  static ClusterHome open(Config config, Configuration hadoop) throws IOException {
    String set = config.get(StagingKeys.CACHE_DIR);
    URI root = set.isBlank() ? FileSystem.getDefaultUri(hadoop) : root(set, hadoop);
    if (set.isBlank() && "file".equals(root.getScheme())) {
      throw new StorageException(
          ErrorCategory.CONFIGURATION,
          "Cannot bring files to the cluster: Hadoop's settings name no file system of it,"
              + " fs.defaultFS is "
              + root
              + " (set HADOOP_CONF_DIR to the directory with the cluster's core-site.xml, or "
              + StagingKeys.CACHE_DIR
              + " to a directory that all nodes see)",
          null);
    }
    try {
      FileSystem files = FileSystem.newInstance(root, hadoop);
      Path own = files.makeQualified(new Path(files.getHomeDirectory(), OWN));
      return new ClusterHome(
          files,
          set.isBlank() ? List.of(own) : List.of(files.makeQualified(new Path(set.strip())), own));
    } catch (IOException e) {
      throw StagingErrors.explain("bring files to", new Path(root), e);
    } catch (IllegalArgumentException e) {
      throw StagingErrors.explain("bring files to", new Path(root), new IOException(e));
    }
  }

  private static URI root(String directory, Configuration hadoop) throws IOException {
    try {
      URI uri = new Path(directory.strip()).toUri();
      return uri.getScheme() == null ? FileSystem.getDefaultUri(hadoop) : uri;
    } catch (IllegalArgumentException e) {
      throw new StorageException(
          ErrorCategory.CONFIGURATION,
          "Cannot use "
              + StagingKeys.CACHE_DIR
              + " '"
              + directory
              + "': "
              + e.getMessage()
              + " (name a directory)",
          e);
    }
  }
}
