package dev.firesteel.backend.yarn.staging;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsAction;
import org.apache.hadoop.yarn.api.records.LocalResourceVisibility;

/**
 * Who can read a file on the cluster. What anybody can read, NodeManagers fetch once for all users;
 * the rest they fetch for its user alone.
 */
final class Readers {
  private final FileSystem files;
  private final Map<Path, Boolean> entered = new ConcurrentHashMap<>();

  Readers(FileSystem files) {
    this.files = files;
  }

  /** Public only if the file can be read, and all directories above it entered, by anybody. */
  LocalResourceVisibility visibility(FileStatus file) throws IOException {
    boolean open =
        !file.isEncrypted()
            && file.getPermission().getOtherAction().implies(FsAction.READ)
            && entered(file.getPath().getParent());
    return open ? LocalResourceVisibility.PUBLIC : LocalResourceVisibility.PRIVATE;
  }

  private boolean entered(Path directory) throws IOException {
    for (Path path = directory; path != null; path = path.getParent()) {
      Optional<Boolean> known = Optional.ofNullable(entered.get(path));
      boolean open = known.isPresent() ? known.get() : enteredByOthers(path);
      entered.put(path, open);
      if (!open) {
        return false;
      }
    }
    return true;
  }

  /** A directory whose own status is not for this user's eyes is not for anybody's. */
  private boolean enteredByOthers(Path directory) throws IOException {
    return files
        .getFileStatus(directory)
        .getPermission()
        .getOtherAction()
        .implies(FsAction.EXECUTE);
  }
}
