package dev.firesteel.backend.yarn;

import dev.firesteel.api.backend.BackendContext;
import dev.firesteel.api.config.Config;
import dev.firesteel.backend.yarn.pending.Inquiry;
import dev.firesteel.backend.yarn.pending.ResourceManagerInquiry;
import dev.firesteel.backend.yarn.rm.Registered;
import dev.firesteel.backend.yarn.rm.UnmanagedMaster;
import dev.firesteel.backend.yarn.staging.ClusterStaging;
import dev.firesteel.backend.yarn.staging.Staging;
import java.io.IOException;
import java.time.Clock;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.yarn.client.api.YarnClient;

/** Client mode: the driver uploads by itself, and may ask the ResourceManager for reports. */
final class ClientRig extends ClusterRig {
  private final Config config;
  private final UnmanagedMaster master;

  ClientRig(BackendContext context, Hadoop hadoop, UnmanagedMaster master) {
    super(context.config(), hadoop, () -> staging(context, hadoop));
    this.config = context.config();
    this.master = master;
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
    return new ResourceManagerInquiry(
        client,
        registered.queue(),
        config.get(YarnKeys.NODE_LABEL),
        UserGroupInformation.getCurrentUser().getShortUserName());
  }

  @Override
  Racks racks() {
    return Racks.reportedTo(master.client());
  }
}
