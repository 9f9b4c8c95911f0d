package dev.firesteel.backend.yarn.master;

import dev.firesteel.api.backend.ExecutorProgram;
import dev.firesteel.backend.yarn.staging.StagedProgram;
import dev.firesteel.backend.yarn.staging.Staging;

/** Cluster mode: what executors need was staged when the application was submitted. */
public final class BorrowedStaging implements Staging {
  private final OwnAttempt own;

  /** Borrows from the attempt of this process. */
  public BorrowedStaging(OwnAttempt own) {
    this.own = own;
  }

  @Override
  public StagedProgram stage(ExecutorProgram program) {
    return own.executors();
  }

  @Override
  public void close() {
    // the application master removes the files at its end
  }
}
