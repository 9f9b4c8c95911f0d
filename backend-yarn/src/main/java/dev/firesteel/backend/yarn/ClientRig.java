package dev.firesteel.backend.yarn;

import dev.firesteel.api.backend.BackendContext;
import dev.firesteel.api.config.Config;
import dev.firesteel.backend.yarn.pending.Inquiry;
import dev.firesteel.backend.yarn.pending.ResourceManagerInquiry;
import dev.firesteel.backend.yarn.relay.RelayKeys;
import dev.firesteel.backend.yarn.relay.RelayRoute;
import dev.firesteel.backend.yarn.rm.ClientMaster;
import dev.firesteel.backend.yarn.rm.LimitedInquiry;
import dev.firesteel.backend.yarn.rm.Patience;
import dev.firesteel.backend.yarn.rm.Registered;
import dev.firesteel.backend.yarn.rm.TokenRoute;
import dev.firesteel.backend.yarn.rm.UnmanagedRoute;
import dev.firesteel.backend.yarn.staging.ClusterStaging;
import dev.firesteel.backend.yarn.staging.Staging;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.yarn.client.api.YarnClient;

/** Client mode: the driver uploads by itself, and may ask the ResourceManager for reports. */
final class ClientRig extends ClusterRig {
  private final Config config;
  private final List<Path> classPath;
  private final ClientMaster master;

  ClientRig(BackendContext context, Hadoop hadoop) {
    super(context.config(), hadoop, () -> staging(context, hadoop));
    this.config = context.config();
    this.classPath = context.executorClassPath();
    this.master =
        new ClientMaster(hadoop::settings, config, context.applicationName(), this::route);
  }

  /** How the driver becomes master; what it submits may need staged files. */
  ClientMaster master() {
    return master;
  }

  private TokenRoute route(Configuration conf) {
    boolean relay =
        switch (config.get(RelayKeys.CLIENT_MASTER)) {
          case AUTO -> UserGroupInformation.isSecurityEnabled();
          case UNMANAGED -> false;
          case RELAY -> true;
        };
    return relay
        ? RelayRoute.of(config, conf, staging(), classPath, master::client)
        : new UnmanagedRoute();
  }

  private static Staging staging(BackendContext context, Hadoop hadoop) {
    ClusterStaging staging =
        ClusterStaging.open(context.config(), hadoop.settings(), Clock.systemUTC());
    staging.prepare(context.executorClassPath());
    var unused = staging.clean();
    return staging;
  }

  @Override
  Inquiry inquiry(Registered registered) throws IOException {
    YarnClient client = master.client();
    return new LimitedInquiry(
        Patience.of(client.getConfig()),
        new ResourceManagerInquiry(
            client,
            registered.queue(),
            config.get(YarnKeys.NODE_LABEL),
            UserGroupInformation.getCurrentUser().getShortUserName()));
  }

  @Override
  Racks racks() {
    return Racks.reportedTo(master.client());
  }
}
