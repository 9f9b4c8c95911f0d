package dev.firesteel.backend.yarn.staging;

import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.yarn.api.records.LocalResource;
import org.apache.hadoop.yarn.api.records.LocalResourceType;
import org.apache.hadoop.yarn.api.records.LocalResourceVisibility;
import org.apache.hadoop.yarn.api.records.URL;

/** Makes the orders by which NodeManagers fetch files. */
final class Resources {
  private Resources() {}

  /** Fetches a file as it is now; a NodeManager refuses one that has changed. */
  static LocalResource of(
      FileStatus file, LocalResourceType type, LocalResourceVisibility visibility) {
    return LocalResource.newInstance(
        URL.fromPath(file.getPath()), type, visibility, file.getLen(), file.getModificationTime());
  }
}
