package dev.firesteel.backend.yarn;

import dev.firesteel.api.backend.BackendContext;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.MemoryKeys;
import dev.firesteel.backend.yarn.ask.ContainerRules;
import dev.firesteel.backend.yarn.container.NodeManagers;
import dev.firesteel.backend.yarn.master.BorrowedMaster;
import dev.firesteel.backend.yarn.master.BorrowedStaging;
import dev.firesteel.backend.yarn.master.OwnAttempt;
import dev.firesteel.backend.yarn.pending.Inquiry;
import dev.firesteel.backend.yarn.rm.Mastership;
import dev.firesteel.backend.yarn.rm.Registered;
import dev.firesteel.backend.yarn.rm.UnmanagedMaster;
import dev.firesteel.backend.yarn.rm.YarnSettings;
import dev.firesteel.backend.yarn.staging.PlainStaging;
import dev.firesteel.backend.yarn.staging.Staging;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/** Puts the backend of one session together, for client mode or inside an application master. */
final class Assembly {
  private final BackendContext context;
  private final Config config;
  private final Optional<OwnAttempt> own;
  private @Nullable Configuration loaded;

  private Assembly(BackendContext context, Optional<OwnAttempt> own) {
    this.context = context;
    this.config = context.config();
    this.own = own;
  }

  static Parts of(BackendContext context) {
    Assembly assembly = new Assembly(context, OwnAttempt.current());
    return new Parts(context, assembly.mastership(), assembly::opened, System::nanoTime);
  }

  /** Loads Hadoop, which takes its time, when it is needed. */
  private synchronized Configuration hadoop() {
    if (loaded == null) {
      loaded = YarnSettings.load(config);
    }
    return loaded;
  }

  private Mastership mastership() {
    return own.<Mastership>map(BorrowedMaster::new)
        .orElseGet(() -> new UnmanagedMaster(this::hadoop, config, context.applicationName()));
  }

  private Parts.Opened opened(Registered registered) throws IOException {
    Staging staging =
        own.<Staging>map(BorrowedStaging::new)
            .orElseGet(
                () ->
                    new PlainStaging(hadoop(), registered.attempt().getApplicationId().toString()));
    return new Parts.Opened(
        NodeManagers.open(config, hadoop(), registered.nodeTokens(), staging),
        new ContainerRules(
            registered.largest(),
            heapMiB -> MemoryKeys.executorContainerMiB(config, heapMiB),
            config.get(YarnKeys.NODE_LABEL).isBlank()
                ? ContainerRules.Hints.NAMED
                : ContainerRules.Hints.REFUSED),
        Inquiry.NONE,
        staging::close);
  }
}
