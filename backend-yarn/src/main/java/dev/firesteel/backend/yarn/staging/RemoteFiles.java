package dev.firesteel.backend.yarn.staging;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.io.storage.StorageException;
import java.io.IOException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.yarn.api.records.LocalResource;
import org.apache.hadoop.yarn.api.records.LocalResourceType;

/** Files that are on the cluster, or any file system that its nodes read, already. */
final class RemoteFiles {
  private RemoteFiles() {}

  /**
   * Uses one in place.
   *
   * @param cluster the cluster's file system, with the settings for others
   */
  static LocalResource resource(String uri, LocalResourceType type, FileSystem cluster)
      throws IOException {
    Path path = path(uri);
    try {
      Path qualified = path.makeQualified(cluster.getUri(), cluster.getWorkingDirectory());
      if (qualified.toUri().getScheme().equals(cluster.getUri().getScheme())
          && sameAuthority(qualified, cluster)) {
        return resource(cluster, cluster.getFileStatus(qualified), type);
      }
      try (FileSystem other = FileSystem.newInstance(qualified.toUri(), cluster.getConf())) {
        return resource(other, other.getFileStatus(qualified), type);
      }
    } catch (IOException e) {
      throw StagingErrors.explain("bring to containers", path, e);
    }
  }

  private static LocalResource resource(FileSystem files, FileStatus status, LocalResourceType type)
      throws IOException {
    if (status.isDirectory()) {
      throw new StorageException(
          ErrorCategory.CONFIGURATION,
          "Cannot bring "
              + status.getPath()
              + " to containers: it is a directory (pack it, and"
              + " name it with --archives)",
          null);
    }
    return Resources.of(status, type, new Readers(files).visibility(status));
  }

  private static boolean sameAuthority(Path path, FileSystem files) {
    String authority = path.toUri().getAuthority();
    return authority == null || authority.equals(files.getUri().getAuthority());
  }

  private static Path path(String uri) throws IOException {
    try {
      return new Path(uri);
    } catch (IllegalArgumentException e) {
      throw new StorageException(
          ErrorCategory.CONFIGURATION,
          "Cannot bring '" + uri + "' to containers: " + e.getMessage() + " (write a path or URI)",
          e);
    }
  }
}
