package dev.firesteel.backend.yarn;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.MemoryKeys;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.backend.yarn.ask.ContainerRules;
import dev.firesteel.backend.yarn.container.Containers;
import dev.firesteel.backend.yarn.container.NodeManagers;
import dev.firesteel.backend.yarn.pending.Inquiry;
import dev.firesteel.backend.yarn.pending.ResourceManagerInquiry;
import dev.firesteel.backend.yarn.rm.LimitedInquiry;
import dev.firesteel.backend.yarn.rm.Patience;
import dev.firesteel.backend.yarn.rm.Registered;
import dev.firesteel.backend.yarn.staging.Staging;
import dev.firesteel.io.storage.StorageException;
import java.io.IOException;
import java.util.function.Supplier;
import org.apache.hadoop.security.UserGroupInformation;
import org.jspecify.annotations.Nullable;

/** Real NodeManagers and the cluster's file system. */
class ClusterRig implements Rig {
  private final Config config;
  private final Hadoop hadoop;
  private final Supplier<Staging> makeStaging;
  private @Nullable Staging staging; // guarded by this
  private @Nullable Containers containers; // guarded by this
  private boolean closed; // guarded by this

  ClusterRig(Config config, Hadoop hadoop, Supplier<Staging> makeStaging) {
    this.config = config;
    this.hadoop = hadoop;
    this.makeStaging = makeStaging;
  }

  @Override
  public void begin() {
    Staging unused = staging();
  }

  /** The files of the session; one for all its life. */
  final synchronized Staging staging() {
    if (closed) {
      throw ended();
    }
    if (staging == null) {
      staging = makeStaging.get();
    }
    return staging;
  }

  @Override
  public Opened open(Registered registered) throws IOException {
    Staging files = staging();
    awaitFiles(files);
    Containers opened =
        NodeManagers.open(config, hadoop.settings(), registered.nodeTokens(), files);
    keep(opened);
    return new Opened(opened, rules(registered), inquiry(registered), racks());
  }

  private synchronized void keep(Containers opened) {
    if (closed) {
      opened.close();
      throw ended();
    }
    containers = opened;
  }

  private static IllegalStateException ended() {
    return new IllegalStateException("The session has ended");
  }

  /** Before executors are asked for: without files none can start. */
  private static void awaitFiles(Staging files) throws IOException {
    try {
      files.awaitPrepared();
    } catch (StorageException e) {
      throw new FiresteelException(e.category(), String.valueOf(e.getMessage()), e);
    }
  }

  private ContainerRules rules(Registered registered) {
    return new ContainerRules(
        registered.largest(),
        heapMiB -> MemoryKeys.executorContainerMiB(config, heapMiB),
        config.get(YarnKeys.NODE_LABEL).isBlank()
            ? ContainerRules.Hints.NAMED
            : ContainerRules.Hints.REFUSED);
  }

  /** Who says why containers do not come. */
  Inquiry inquiry(Registered registered) throws IOException {
    return new LimitedInquiry(
        Patience.of(hadoop.settings()),
        ResourceManagerInquiry.withOwnClient(
            hadoop.settings(),
            registered.queue(),
            config.get(YarnKeys.NODE_LABEL),
            UserGroupInformation.getCurrentUser().getShortUserName()));
  }

  /** Who tells racks. */
  Racks racks() {
    return Racks.UNKNOWN;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (containers != null) {
      containers.close();
      containers = null;
    }
    if (staging != null) {
      staging.close();
      staging = null;
    }
  }
}
