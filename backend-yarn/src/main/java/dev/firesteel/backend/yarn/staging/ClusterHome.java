package dev.firesteel.backend.yarn.staging;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.io.storage.StorageException;
import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Where this user's files are on the cluster.
 *
 * @param files the file system, open
 * @param cache the directory of the cache
 * @param applications the directory of applications' own directories
 */
record ClusterHome(FileSystem files, Path cache, Path applications) {
  private static final String DIRECTORY = ".firesteel";

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
      Path own = new Path(files.getHomeDirectory(), DIRECTORY);
      Path cache =
          set.isBlank() ? new Path(own, "cache") : files.makeQualified(new Path(set.strip()));
      return new ClusterHome(files, cache, new Path(own, "applications"));
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
