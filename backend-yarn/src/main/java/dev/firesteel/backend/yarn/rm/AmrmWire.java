package dev.firesteel.backend.yarn.rm;

import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.backend.yarn.ask.Ask;
import dev.firesteel.backend.yarn.ask.Exchange;
import java.io.IOException;
import java.lang.reflect.UndeclaredThrowableException;
import java.security.PrivilegedExceptionAction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.yarn.api.protocolrecords.AllocateResponse;
import org.apache.hadoop.yarn.api.protocolrecords.RegisterApplicationMasterResponse;
import org.apache.hadoop.yarn.api.records.ApplicationAttemptId;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.api.records.Priority;
import org.apache.hadoop.yarn.client.api.AMRMClient;
import org.apache.hadoop.yarn.client.api.AMRMClient.ContainerRequest;
import org.apache.hadoop.yarn.client.api.NMTokenCache;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.apache.hadoop.yarn.util.resource.ResourceUtils;

/**
 * The protocol of application masters by Hadoop's client, as a user who has the attempt's token.
 */
final class AmrmWire implements Wire {
  private final Configuration conf;
  private final UserGroupInformation user;
  private final MasterAddress address;
  private final ApplicationAttemptId attempt;
  private final AMRMClient<ContainerRequest> client = AMRMClient.createAMRMClient();
  private final NMTokenCache nodeTokens = new NMTokenCache();
  private final Map<Long, ContainerRequest> requests = new HashMap<>();
  private final Defects defects = new Defects(System::nanoTime);
  private final Limits limits;

  /**
   * How long answers are waited for.
   *
   * @param calls of calls but heartbeats
   * @param beats of heartbeats
   */
  record Limits(Patience calls, Patience beats) {
    static Limits of(Configuration conf) {
      return new Limits(Patience.of(conf), Patience.ofHeartbeats(conf));
    }
  }

  /**
   * A connection that is not open.
   *
   * @param user who has the token of the attempt
   * @param limits how long answers are waited for
   */
  AmrmWire(
      Configuration conf,
      UserGroupInformation user,
      ApplicationAttemptId attempt,
      MasterAddress address,
      Limits limits) {
    this.conf = conf;
    this.user = user;
    this.attempt = attempt;
    this.address = address;
    this.limits = limits;
    client.setNMTokenCache(nodeTokens);
  }

  @Override
  public Registered register() throws YarnException, IOException {
    return asUser(
        limits.calls(),
        () -> {
          client.init(conf);
          client.start();
          RegisterApplicationMasterResponse response =
              client.registerApplicationMaster(address.host(), address.port(), address.page());
          // Hadoop reads amounts of resources whose names it knows only.
          if (response.getResourceTypes() != null && !response.getResourceTypes().isEmpty()) {
            ResourceUtils.reinitializeResources(response.getResourceTypes());
          }
          return new Registered(
              attempt,
              response.getQueue() == null ? "" : response.getQueue(),
              Amounts.of(response.getMaximumResourceCapability()),
              nodeTokens,
              response.getContainersFromPreviousAttempts());
        });
  }

  @Override
  public AllocateResponse beat(Exchange news) throws YarnException, IOException {
    return asUser(
        limits.beats(),
        () -> {
          tell(news);
          try {
            AllocateResponse answer = client.allocate(0);
            defects.none();
            return answer;
          } catch (IOException e) {
            defects.other();
            throw e;
          } catch (RuntimeException e) {
            // What is asked for is kept by the client, so that the same again can succeed.
            throw defects.silence(e);
          }
        });
  }

  /** Hadoop's client looks at requests before the ResourceManager does. */
  private void tell(Exchange news) throws RefusedRequestException {
    try {
      for (Ask ask : news.withdrawn()) {
        ContainerRequest request = requests.remove(ask.number());
        if (request != null) {
          client.removeContainerRequest(request);
        }
      }
      for (Ask ask : news.added()) {
        ContainerRequest request = request(ask);
        requests.put(ask.number(), request);
        client.addContainerRequest(request);
      }
      news.released()
          .forEach(name -> client.releaseAssignedContainer(ContainerId.fromString(name)));
      if (!news.excluded().isEmpty() || !news.included().isEmpty()) {
        client.updateBlacklist(names(news.excluded()), names(news.included()));
      }
    } catch (RuntimeException e) {
      throw new RefusedRequestException(e);
    }
  }

  /** Hadoop changes the list that it is given. */
  private static List<String> names(Set<HostName> hosts) {
    return new ArrayList<>(hosts.stream().map(HostName::value).sorted().toList());
  }

  private ContainerRequest request(Ask ask) {
    String[] hosts = ask.hosts().stream().map(HostName::value).toArray(String[]::new);
    return ContainerRequest.newBuilder()
        .capability(Amounts.of(ask.container()))
        .nodes(hosts.length == 0 ? null : hosts)
        .racks(null)
        .priority(Priority.newInstance(ask.priority()))
        .relaxLocality(true)
        .nodeLabelsExpression(address.label().isEmpty() ? null : address.label())
        .build();
  }

  @Override
  public void finish(FinalStatus status, String diagnostics) throws YarnException, IOException {
    FinalApplicationStatus end =
        switch (status) {
          case SUCCEEDED -> FinalApplicationStatus.SUCCEEDED;
          case FAILED -> FinalApplicationStatus.FAILED;
          case KILLED -> FinalApplicationStatus.KILLED;
        };
    limits
        .calls()
        .insist(
            () ->
                spoken(
                    () -> {
                      client.unregisterApplicationMaster(end, diagnostics, "");
                      return end;
                    }));
  }

  @Override
  public void close() {
    client.stop();
  }

  private <T> T asUser(Patience patience, PrivilegedExceptionAction<T> action)
      throws YarnException, IOException {
    return patience.ask(() -> spoken(action));
  }

  private <T> T spoken(PrivilegedExceptionAction<T> action) throws YarnException, IOException {
    try {
      return user.doAs(action);
    } catch (UndeclaredThrowableException e) {
      if (e.getCause() instanceof YarnException yarn) {
        throw yarn;
      }
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new java.io.InterruptedIOException("Interrupted while speaking with YARN");
    }
  }
}
