package dev.firesteel.backend.yarn.staging;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.yarn.api.records.LocalResource;
import org.apache.hadoop.yarn.api.records.LocalResourceType;
import org.apache.hadoop.yarn.api.records.LocalResourceVisibility;

/**
 * One application's own directory on the cluster's file system, which only its user may enter. It
 * is made by the first {@link #put}. Safe for any thread.
 */
public final class ApplicationDirectory {
  private static final FsPermission OWN_FILE = new FsPermission((short) 0600);

  private final FileSystem files;
  private final Path path;

  ApplicationDirectory(FileSystem files, Path path) {
    this.files = files;
    this.path = path;
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /**
   * Stores a file, replacing one of the same name.
   *
   * @return what makes NodeManagers fetch it for this application alone
   * @throws IOException if it cannot be stored; says why and what to do
   */
  public LocalResource put(String name, byte[] content) throws IOException {
    Path file = new Path(path, name);
    try {
      Directories.make(files, path, Directories.OWN);
      try (OutputStream to = files.create(file, true)) {
        to.write(content);
      }
      files.setPermission(file, OWN_FILE);
      FileStatus status = files.getFileStatus(file);
      return Resources.of(status, LocalResourceType.FILE, LocalResourceVisibility.APPLICATION);
    } catch (IOException e) {
      throw StagingErrors.explain("store", file, e);
    }
  }

  /** Deletes it with all that is in it. Idempotent; a failure is logged. */
  public void delete() {
    Directories.delete(files, path);
  }
}
