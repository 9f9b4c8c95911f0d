package dev.firesteel.backend.mesos.dispatcher.http;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.config.FileEntry;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.backend.mesos.dispatcher.DriverOrder;
import dev.firesteel.backend.mesos.dispatcher.UploadUri;
import dev.firesteel.backend.mesos.dispatcher.Uploads;
import java.util.List;
import java.util.stream.Stream;

/** The files that an order names. */
final class OrderFiles {
  private OrderFiles() {}

  /** Those that were uploaded for it. */
  static List<UploadUri> uploads(DriverOrder order) {
    return entries(order).flatMap(each -> UploadUri.parse(each.location()).stream()).toList();
  }

  /**
   * Checks that each is uploaded, or has a scheme by which agents find it: a path would be one of
   * this machine.
   *
   * @throws FiresteelException (CONFIGURATION) if one is not
   */
  static void check(DriverOrder order, Uploads uploads) {
    entries(order).forEach(each -> check(each.location(), uploads));
  }

  private static void check(String location, Uploads uploads) {
    if (!location.startsWith(UploadUri.SCHEME)) {
      if (new FileEntry(location, "").local().isPresent()) {
        throw refused(location, "it is a path of whose submits (upload it, or give a URI)");
      }
      return;
    }
    UploadUri file =
        UploadUri.parse(location)
            .orElseThrow(() -> refused(location, "it is not of the form upload:HASH/NAME"));
    if (!uploads.has(file.hash(), file.name())) {
      throw refused(location, "it is not there (any more); upload it first");
    }
  }

  private static Stream<FileEntry> entries(DriverOrder order) {
    Config config = order.config();
    return Stream.of(CoreKeys.JARS, CoreKeys.FILES, CoreKeys.ARCHIVES)
        .flatMap(key -> config.get(key).stream())
        .map(FileEntry::parse);
  }

  private static FiresteelException refused(String location, String why) {
    return new FiresteelException(
        ErrorCategory.CONFIGURATION, "Cannot give a driver the file " + location + ": " + why);
  }
}
