package dev.firesteel.backend.yarn.staging;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Directories of applications that ended without deleting them. */
final class StaleApplications {
  private static final Logger LOG = LogManager.getLogger(StaleApplications.class);

  /** The directory is there before the cluster knows the application. */
  private static final Duration YOUNG = Duration.ofMinutes(10);

  private final FileSystem files;
  private final Path applications;
  private final RunningApplications running;
  private final Clock clock;

  StaleApplications(FileSystem files, Path applications, RunningApplications running, Clock clock) {
    this.files = files;
    this.applications = applications;
    this.running = running;
    this.clock = clock;
  }

  /** Deletes them. If the cluster does not answer, they stay. */
  void delete() {
    try {
      for (FileStatus each : files.listStatus(applications)) {
        String id = each.getPath().getName();
        boolean young = clock.millis() - each.getModificationTime() < YOUNG.toMillis();
        if (!young && !running.runs(id)) {
          LOG.info("Deleting {}: its application has ended", each.getPath());
          Directories.delete(files, each.getPath());
        }
      }
    } catch (FileNotFoundException e) {
      LOG.debug("No application has left a directory");
    } catch (IOException | RuntimeException e) {
      LOG.info("Cannot look for directories of ended applications: {}", e.toString());
    }
  }
}
