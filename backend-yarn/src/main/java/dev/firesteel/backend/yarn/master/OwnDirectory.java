package dev.firesteel.backend.yarn.master;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.logging.log4j.LogManager;

/** Removes the application's own directory on the cluster's file system. */
final class OwnDirectory implements Runnable {
  private final Optional<String> directory;
  private final Configuration conf;

  OwnDirectory(Optional<String> directory, Configuration conf) {
    this.directory = directory;
    this.conf = conf;
  }

  @Override
  public void run() {
    directory.map(Path::new).ifPresent(this::remove);
  }

  private void remove(Path path) {
    try {
      path.getFileSystem(conf).delete(path, true);
    } catch (IOException | RuntimeException e) {
      LogManager.getLogger(OwnDirectory.class)
          .warn("Cannot remove {}: {} (the next submission tries again)", path, e.toString());
    }
  }
}
