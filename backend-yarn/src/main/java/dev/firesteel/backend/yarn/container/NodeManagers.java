package dev.firesteel.backend.yarn.container;

import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.LossReason;
import dev.firesteel.api.config.Config;
import dev.firesteel.backend.yarn.container.EndedContainer.MemorySettings;
import dev.firesteel.backend.yarn.staging.Staging;
import dev.firesteel.io.hadoop.security.LaunchTokens;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerLaunchContext;
import org.apache.hadoop.yarn.api.records.ContainerState;
import org.apache.hadoop.yarn.api.records.ContainerStatus;
import org.apache.hadoop.yarn.client.api.NMClient;
import org.apache.hadoop.yarn.client.api.NMTokenCache;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** Executors in containers of real NodeManagers. */
public final class NodeManagers implements Containers {
  private final LaunchContexts contexts;
  private final Staging staging;
  private final UserGroupInformation user;
  private final String scheme;
  private final NMClient client;
  private final LaunchTokens tokens;

  private NodeManagers(
      Config config,
      Configuration hadoop,
      NMClient client,
      Staging staging,
      UserGroupInformation user) {
    this.contexts = LaunchContexts.ofExecutors(config);
    this.staging = staging;
    this.user = user;
    this.scheme = YarnConfiguration.useHttps(hadoop) ? "https" : "http";
    this.client = client;
    this.tokens = new LaunchTokens(config, System::nanoTime);
  }

  /**
   * Makes ready to connect; connects when it is needed.
   *
   * @param hadoop Hadoop's settings; not changed
   * @param tokens tokens for NodeManagers, as the ResourceManager gives them
   * @throws IOException if Hadoop's user cannot be found out
   * @throws dev.firesteel.api.error.FiresteelException if a setting is wrong
   */
  public static NodeManagers open(
      Config config, Configuration hadoop, NMTokenCache tokens, Staging staging)
      throws IOException {
    NMClient client = NMClient.createNMClient("firesteel-node-managers");
    NodeManagers all =
        new NodeManagers(config, hadoop, client, staging, UserGroupInformation.getCurrentUser());
    client.setNMTokenCache(tokens);
    client.cleanupRunningContainersOnStop(false);
    client.init(hadoop);
    client.start();
    return all;
  }

  @Override
  public void start(Container container, ExecutorLaunch launch) throws IOException {
    ContainerLaunchContext context =
        contexts.executor(launch, staging.stage(launch.program()), tokens());
    try {
      client.startContainer(container, context);
    } catch (YarnException | IOException | RuntimeException e) {
      throw NodeFailure.explained("Cannot start executor " + launch.executor(), container, e);
    }
  }

  /** What this process has, but for its own right to ask for containers. */
  private Credentials tokens() throws IOException {
    Credentials given = LaunchTokens.own();
    given.addAll(tokens.current());
    return given;
  }

  @Override
  public void stop(Container container) throws IOException {
    try {
      client.stopContainer(container.getId(), container.getNodeId());
    } catch (YarnException | IOException | RuntimeException e) {
      if (!NodeFailure.isUnknownContainer(e)) {
        throw NodeFailure.explained("Cannot stop container " + container.getId(), container, e);
      }
    }
  }

  @Override
  public Optional<ContainerStatus> ended(Container container) throws IOException {
    try {
      return Optional.of(client.getContainerStatus(container.getId(), container.getNodeId()))
          .filter(status -> status.getState() == ContainerState.COMPLETE);
    } catch (YarnException | IOException | RuntimeException e) {
      IOException why =
          NodeFailure.explained("Cannot ask for container " + container.getId(), container, e);
      throw NodeFailure.isUnknownContainer(e)
          ? new ForgottenContainerException(String.valueOf(why.getMessage()), e)
          : why;
    }
  }

  @Override
  public LossReason reason(Container container, ExecutorLaunch launch, ContainerStatus last) {
    EndedContainer ended =
        new EndedContainer(
            "Executor " + launch.executor(),
            container.getNodeId().getHost(),
            launch.profile().executor().memoryMiB(),
            container.getResource().getMemorySize(),
            MemorySettings.EXECUTOR,
            logAddress(container));
    String said = last.getDiagnostics();
    return ExitStatuses.reason(ended, last.getExitStatus(), said == null ? "" : said);
  }

  private String logAddress(Container container) {
    return scheme
        + "://"
        + container.getNodeHttpAddress()
        + "/node/containerlogs/"
        + container.getId()
        + "/"
        + user.getShortUserName();
  }

  @Override
  public void close() {
    client.stop();
    tokens.close();
  }
}
