package dev.firesteel.it.yarn.container;

import dev.firesteel.devcluster.ClusterSpec;
import dev.firesteel.devcluster.DevCluster;
import dev.firesteel.devcluster.YarnSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PrivilegedExceptionAction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.ipc.RPC;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.security.token.Token;
import org.apache.hadoop.yarn.api.ApplicationClientProtocol;
import org.apache.hadoop.yarn.api.protocolrecords.AllocateResponse;
import org.apache.hadoop.yarn.api.protocolrecords.GetApplicationReportRequest;
import org.apache.hadoop.yarn.api.protocolrecords.GetNewApplicationRequest;
import org.apache.hadoop.yarn.api.protocolrecords.SubmitApplicationRequest;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.ApplicationSubmissionContext;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.hadoop.yarn.api.records.ContainerLaunchContext;
import org.apache.hadoop.yarn.api.records.ContainerStatus;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.api.records.Priority;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.client.ClientRMProxy;
import org.apache.hadoop.yarn.client.api.AMRMClient;
import org.apache.hadoop.yarn.client.api.AMRMClient.ContainerRequest;
import org.apache.hadoop.yarn.client.api.NMTokenCache;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.security.AMRMTokenIdentifier;
import org.apache.hadoop.yarn.util.ConverterUtils;
import org.apache.hadoop.yarn.util.Records;

/** A cluster with an application master that does nothing but get containers. */
final class BareMaster implements AutoCloseable {
  private static final long PATIENCE_NANOS = 60_000_000_000L;
  private static final Priority PRIORITY = Priority.newInstance(1);

  final DevCluster cluster;
  final Configuration hadoop;
  final ApplicationClientProtocol yarn;
  final NMTokenCache tokens = new NMTokenCache();
  final ApplicationId application;
  private final AMRMClient<ContainerRequest> master = AMRMClient.createAMRMClient();
  private final Map<ContainerId, ContainerStatus> ended = new HashMap<>();

  BareMaster(Path directory) throws Exception {
    cluster =
        DevCluster.start(
            ClusterSpec.in(directory)
                .yarn(new YarnSpec(1, 2048, 8))
                .setting("yarn.nodemanager.pmem-check-enabled", "true")
                .setting("yarn.nodemanager.resource.memory.enforced", "false") // without cgroups
                .setting("yarn.nodemanager.container-monitor.interval-ms", "300")
                .build());
    hadoop = new YarnConfiguration();
    for (String file : List.of("core-site.xml", "hdfs-site.xml", "yarn-site.xml")) {
      hadoop.addResource(
          new org.apache.hadoop.fs.Path(cluster.configDirectory().resolve(file).toUri()));
    }
    hadoop.set("yarn.client.nodemanager-connect.max-wait-ms", "1000");
    hadoop.set("yarn.client.nodemanager-connect.retry-interval-ms", "200");
    yarn = ClientRMProxy.createRMProxy(hadoop, ApplicationClientProtocol.class);
    application = submit();
    Token<AMRMTokenIdentifier> token =
        ConverterUtils.convertFromYarn(
            awaited(() -> report(application).getAMRMToken()), (Text) null);
    token.setService(ClientRMProxy.getAMRMTokenService(hadoop));
    UserGroupInformation user = UserGroupInformation.createRemoteUser("master");
    user.addToken(token);
    master.setNMTokenCache(tokens);
    user.doAs(
        (PrivilegedExceptionAction<Void>)
            () -> {
              master.init(hadoop);
              master.start();
              master.registerApplicationMaster("localhost", -1, "");
              return null;
            });
  }

  private ApplicationId submit() throws Exception {
    ApplicationId id =
        yarn.getNewApplication(GetNewApplicationRequest.newInstance()).getApplicationId();
    ApplicationSubmissionContext context = Records.newRecord(ApplicationSubmissionContext.class);
    context.setApplicationId(id);
    context.setQueue("default");
    context.setApplicationName("bare");
    context.setUnmanagedAM(true);
    context.setAMContainerSpec(
        ContainerLaunchContext.newInstance(
            Map.of(), Map.of(), List.of(), Map.of(), null, Map.of()));
    context.setResource(Resource.newInstance(64, 1));
    yarn.submitApplication(SubmitApplicationRequest.newInstance(context));
    awaited(
        () -> report(id).getYarnApplicationState() == YarnApplicationState.ACCEPTED ? true : null);
    return id;
  }

  private ApplicationReport report(ApplicationId id) {
    GetApplicationReportRequest request = GetApplicationReportRequest.newInstance(id);
    return unchecked(() -> yarn.getApplicationReport(request).getApplicationReport());
  }

  Container allocate(int memoryMiB) {
    ContainerRequest request =
        new ContainerRequest(Resource.newInstance(memoryMiB, 1), null, null, PRIORITY);
    master.addContainerRequest(request);
    Container container =
        awaited(() -> beat().getAllocatedContainers().stream().findFirst().orElse(null));
    master.removeContainerRequest(request);
    return container;
  }

  ContainerStatus awaitEnd(Container container) {
    return awaited(
        () -> {
          beat();
          return ended.get(container.getId());
        });
  }

  private AllocateResponse beat() {
    AllocateResponse response = unchecked(() -> master.allocate(0));
    response.getCompletedContainersStatuses().forEach(s -> ended.put(s.getContainerId(), s));
    return response;
  }

  interface Call<T> {
    T call() throws Exception;
  }

  static <T> T unchecked(Call<T> call) {
    try {
      return call.call();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Asks until there is an answer. */
  <T> T awaited(Supplier<T> answer) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (System.nanoTime() < deadline) {
      T now = answer.get();
      if (now != null) {
        return now;
      }
      java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
    }
    throw new AssertionError("No answer in time; logs are in " + cluster.logs());
  }

  @Override
  public void close() throws IOException {
    try {
      unchecked(
          () -> {
            master.unregisterApplicationMaster(FinalApplicationStatus.SUCCEEDED, "", "");
            return null;
          });
    } finally {
      master.stop();
      RPC.stopProxy(yarn);
      cluster.close();
    }
  }
}
