package dev.firesteel.backend.mesos;

import dev.firesteel.api.backend.BackendContext;
import dev.firesteel.api.backend.ClusterDescription;
import dev.firesteel.api.config.Config;
import dev.firesteel.backend.mesos.detect.MesosMaster;
import dev.firesteel.backend.mesos.offer.OfferKeys;
import dev.firesteel.backend.mesos.tenure.Tenure;
import dev.firesteel.backend.mesos.wire.WireKeys;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.MasterInfo;

/** An application as Mesos sees it. */
final class Frameworks {
  private static final double MILLIS = 1000;

  private Frameworks() {}

  /** As an application's settings say, held so. */
  static FrameworkInfo of(BackendContext context, Tenure tenure) {
    Config config = context.config();
    String user = config.get(MesosKeys.USER);
    FrameworkInfo.Builder framework =
        FrameworkInfo.newBuilder()
            .setName(context.applicationName())
            .setUser(user.isEmpty() ? System.getProperty("user.name", "") : user)
            .addAllRoles(config.get(MesosKeys.ROLES))
            .setCheckpoint(true)
            .setFailoverTimeout(config.get(MesosKeys.FAILOVER_TIMEOUT).toMillis() / MILLIS)
            .setHostname(hostname());
    String id = config.get(MesosKeys.FRAMEWORK_ID);
    if (!id.isEmpty()) {
      framework.setId(FrameworkID.newBuilder().setValue(id));
    }
    if (!tenure.page().isEmpty()) {
      framework.setWebuiUrl(tenure.page());
    }
    String principal = config.get(WireKeys.PRINCIPAL);
    if (!principal.isEmpty()) {
      framework.setPrincipal(principal);
    }
    capabilities(config)
        .forEach(each -> framework.addCapabilities(Capability.newBuilder().setType(each)));
    return framework.build();
  }

  private static List<Capability.Type> capabilities(Config config) {
    List<Capability.Type> can =
        new ArrayList<>(
            List.of(
                Capability.Type.MULTI_ROLE,
                Capability.Type.PARTITION_AWARE,
                Capability.Type.TASK_KILLING_STATE,
                Capability.Type.RESERVATION_REFINEMENT,
                Capability.Type.REGION_AWARE));
    if (config.get(OfferKeys.GPUS) > 0) {
      can.add(Capability.Type.GPU_RESOURCES);
    }
    if (config.get(OfferKeys.REVOCABLE)) {
      can.add(Capability.Type.REVOCABLE_RESOURCES);
    }
    return can;
  }

  private static String hostname() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost"; // shown to people only
    }
  }

  /** The cluster, for people. */
  static ClusterDescription describe(BackendContext context, FrameworkID id, MasterInfo master) {
    String scheme = context.config().get(WireKeys.TLS) ? "https" : "http";
    String host =
        master.getHostname().isEmpty() ? master.getAddress().getIp() : master.getHostname();
    String page = scheme + "://" + host + ":" + master.getPort() + "/#/frameworks/" + id.getValue();
    return new ClusterDescription(
        MesosMaster.parse(context.master()).toString(), id.getValue(), page);
  }
}
