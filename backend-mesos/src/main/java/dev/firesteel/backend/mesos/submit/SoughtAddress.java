package dev.firesteel.backend.mesos.submit;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.net.URI;
import java.util.Optional;

/** An address that the master tells. */
final class SoughtAddress implements DispatcherAddress {
  private final DispatcherSearch search;
  private Optional<URI> found = Optional.empty();

  SoughtAddress(DispatcherSearch search) {
    this.search = search;
  }

  @Override
  public URI find() {
    if (found.isEmpty()) {
      try {
        found = Optional.of(search.find());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new FiresteelException(
            ErrorCategory.CANCELLED, "Cannot find the dispatcher: interrupted", e);
      }
    }
    return found.get();
  }

  @Override
  public void forget() {
    found = Optional.empty();
  }
}
