package dev.firesteel.backend.yarn;

import dev.firesteel.api.backend.BackendContext;
import dev.firesteel.backend.yarn.master.BorrowedMaster;
import dev.firesteel.backend.yarn.master.BorrowedStaging;
import dev.firesteel.backend.yarn.master.OwnAttempt;
import java.util.Optional;

/** Puts the backend of one session together, for client mode or inside an application master. */
final class Assembly {
  private Assembly() {}

  static Parts of(BackendContext context) {
    Hadoop hadoop = new Hadoop(context.config());
    Optional<OwnAttempt> own = OwnAttempt.current();
    if (own.isPresent()) {
      return new Parts(
          context,
          new BorrowedMaster(own.get()),
          new ClusterRig(context.config(), hadoop, () -> new BorrowedStaging(own.get())),
          System::nanoTime);
    }
    ClientRig rig = new ClientRig(context, hadoop);
    return new Parts(context, rig.master(), rig, System::nanoTime);
  }
}
