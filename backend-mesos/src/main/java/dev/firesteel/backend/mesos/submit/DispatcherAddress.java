package dev.firesteel.backend.mesos.submit;

import java.net.URI;

/** Where the dispatcher is, for one thread. */
interface DispatcherAddress {
  /**
   * Finds it, or knows it already.
   *
   * @throws dev.firesteel.api.error.FiresteelException if it cannot be found
   */
  URI find();

  /** Nobody answered there: it is to be found anew. */
  void forget();

  /** The address that the user gave. */
  static DispatcherAddress given(URI address) {
    return new DispatcherAddress() {
      @Override
      public URI find() {
        return address;
      }

      @Override
      public void forget() {}
    };
  }
}
