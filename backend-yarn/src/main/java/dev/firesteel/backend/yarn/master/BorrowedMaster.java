package dev.firesteel.backend.yarn.master;

import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.backend.yarn.rm.MasterLink;
import dev.firesteel.backend.yarn.rm.Mastership;

/** Cluster mode: a session uses the registration of its process, and leaves it at its end. */
public final class BorrowedMaster implements Mastership {
  private final OwnAttempt own;

  /** Borrows from the attempt of this process. */
  public BorrowedMaster(OwnAttempt own) {
    this.own = own;
  }

  @Override
  public MasterLink open() {
    return own.link();
  }

  @Override
  public String trackingAddress() {
    return own.tracking();
  }

  @Override
  public void close(FinalStatus status, String diagnostics) {
    // the application's end is that of its main method, which may open another session
  }
}
