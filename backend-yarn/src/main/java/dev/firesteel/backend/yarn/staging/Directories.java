package dev.firesteel.backend.yarn.staging;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Small steps on the cluster's file system. */
final class Directories {
  /** All may look into it. */
  static final FsPermission OPEN = new FsPermission((short) 0755);

  /** Only its owner may. */
  static final FsPermission OWN = new FsPermission((short) 0700);

  private static final Logger LOG = LogManager.getLogger(Directories.class);

  private Directories() {}

  /** The status of a path, if it is there. */
  static Optional<FileStatus> find(FileSystem files, Path path) throws IOException {
    try {
      return Optional.of(files.getFileStatus(path));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /**
   * Makes a directory and the missing ones above it, with these permissions whatever the umask
   * says. One that is there stays as it is.
   */
  static void make(FileSystem files, Path directory, FsPermission permission) throws IOException {
    if (find(files, directory).isPresent()) {
      return;
    }
    Path parent = directory.getParent();
    if (parent != null) {
      make(files, parent, OPEN);
    }
    files.mkdirs(directory, permission);
    if (!files.getFileStatus(directory).getPermission().equals(permission)) {
      files.setPermission(directory, permission);
    }
  }

  /** Deletes if it can. */
  static void delete(FileSystem files, Path path) {
    try {
      files.delete(path, true);
    } catch (IOException e) {
      LOG.warn("Cannot delete {}: {}", path, e.toString());
    }
  }

  /** The user as the file system sees it. */
  static String user() throws IOException {
    return UserGroupInformation.getCurrentUser().getShortUserName();
  }
}
