package dev.firesteel.backend.mesos.submit;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.backend.mesos.dispatcher.UploadUri;
import dev.firesteel.shipping.Access;
import dev.firesteel.shipping.Digest;
import dev.firesteel.shipping.Digests;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;

/** Brings files to the dispatcher that it does not have yet. */
final class Uploading {
  private final DispatcherLink link;
  private final Digests digests;

  Uploading(DispatcherLink link, Digests digests) {
    this.link = link;
    this.digests = digests;
  }

  UploadUri upload(Path file) {
    try {
      Digest content = digests.of(file);
      // not to be asked for by those who guess what is in a file that they may not read
      String salt = Access.of(file) == Access.ALL ? "" : UUID.randomUUID().toString();
      Digest hash = salt.isEmpty() ? content : Digest.of(content.hex() + salt);
      UploadUri uri = UploadUri.of(hash, file.toAbsolutePath().getFileName().toString());
      switch (link.presence(uri, file)) {
        case MISSING -> link.put(uri, salt, file);
        case NOT_EXECUTABLE -> link.makeExecutable(uri);
        case THERE -> {}
      }
      return uri;
    } catch (IOException e) {
      throw new FiresteelException(
          ErrorCategory.INPUT_OUTPUT, "Cannot bring " + file + " to the dispatcher: " + e, e);
    }
  }
}
