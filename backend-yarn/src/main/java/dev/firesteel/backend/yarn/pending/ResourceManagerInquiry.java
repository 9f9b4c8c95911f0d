package dev.firesteel.backend.yarn.pending;

import dev.firesteel.api.backend.PendingReason;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.resource.Resources;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.api.records.QueueInfo;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** Asks with reports that every user may see. Does not close the client. */
public final class ResourceManagerInquiry implements Inquiry {
  private static final String ROOT = "root";

  private final YarnClient client;
  private final String queue;
  private final String label;
  private final String user;

  /**
   * An inquiry for one application.
   *
   * @param client a started client
   * @param queue the application's queue
   * @param label the node label that its executors ask for, or the empty text
   * @param user who it runs as
   */
  public ResourceManagerInquiry(YarnClient client, String queue, String label, String user) {
    this.client = client;
    this.queue = queue;
    this.label = label;
    this.user = user;
  }

  /** An inquiry that opens a client for each question, for where there is none; they are rare. */
  public static Inquiry withOwnClient(
      Configuration settings, String queue, String label, String user) {
    return asks -> {
      try (YarnClient client = YarnClient.createYarnClient()) {
        client.init(settings);
        client.start();
        return new ResourceManagerInquiry(client, queue, label, user).why(asks);
      }
    };
  }

  @Override
  public Map<ProfileId, List<PendingReason>> why(List<OpenAsk> asks) throws IOException {
    Reports reports = reports();
    Supply supply = reports.supply(label);
    Map<ProfileId, List<PendingReason>> why = new LinkedHashMap<>();
    for (OpenAsk ask : asks) {
      OpenAsk counted = reports.coresCount() ? ask : withoutCores(ask);
      why.put(ask.profile(), List.of(Explanation.of(counted, supply)));
    }
    return why;
  }

  private static OpenAsk withoutCores(OpenAsk ask) {
    Resources size = ask.container();
    return new OpenAsk(
        ask.profile(),
        new Resources(0, size.memoryMiB(), size.extra()),
        ask.count(),
        ask.excluded());
  }

  private Reports reports() throws IOException {
    try {
      List<QueueInfo> queues = queues();
      return new Reports(
          queues,
          client.getNodeReports(),
          client.getClusterNodeLabels(),
          user,
          client.getApplications(
              Set.of(queues.get(0).getQueuePath() == null ? queue : queues.get(0).getQueuePath()),
              Set.of(user),
              Set.of(),
              EnumSet.of(YarnApplicationState.RUNNING, YarnApplicationState.ACCEPTED)));
    } catch (YarnException e) {
      throw new IOException(
          "The ResourceManager does not tell why containers do not come: " + e.getMessage(), e);
    }
  }

  private List<QueueInfo> queues() throws YarnException, IOException {
    List<QueueInfo> all = new ArrayList<>();
    String name = queue;
    while (!name.isEmpty() && !name.equals(ROOT)) {
      QueueInfo info = client.getQueueInfo(name);
      if (info == null) {
        break;
      }
      all.add(info);
      String path = info.getQueuePath() == null ? name : info.getQueuePath();
      name = path.substring(0, Math.max(0, path.lastIndexOf('.')));
    }
    if (all.isEmpty()) {
      throw new IOException("The ResourceManager does not know queue '" + queue + "' any more");
    }
    return all;
  }
}
