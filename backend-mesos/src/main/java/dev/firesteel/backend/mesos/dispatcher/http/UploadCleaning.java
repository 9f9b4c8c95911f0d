package dev.firesteel.backend.mesos.dispatcher.http;

import dev.firesteel.backend.mesos.dispatcher.Driver;
import dev.firesteel.backend.mesos.dispatcher.Drivers;
import dev.firesteel.backend.mesos.dispatcher.UploadUri;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Removes uploaded files that no driver needs any more, a day after somebody asked for them. */
final class UploadCleaning {
  static final Duration KEPT = Duration.ofDays(1);
  private static final Logger LOG = LogManager.getLogger(UploadCleaning.class);

  private final UploadDirectory uploads;
  private final Drivers drivers;
  private final Clock clock;

  UploadCleaning(UploadDirectory uploads, Drivers drivers, Clock clock) {
    this.uploads = uploads;
    this.drivers = drivers;
    this.clock = clock;
  }

  /** Does it once. */
  void run() {
    Instant since = clock.instant().minus(KEPT);
    try {
      Set<UploadUri> needed =
          drivers.all().stream()
              .filter(each -> !each.state().ended())
              .map(Driver::order)
              .flatMap(order -> OrderFiles.uploads(order).stream())
              .collect(Collectors.toSet());
      for (UploadUri each : uploads.files()) {
        if (!needed.contains(each) && removed(each, since)) {
          LOG.info("Removed the uploaded file {}: no driver needs it", each.path());
        }
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("Cannot remove uploaded files that no driver needs: {}", e.toString());
    }
  }

  private boolean removed(UploadUri file, Instant since) throws IOException {
    try {
      return uploads.removeUnused(file, since);
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
