package dev.firesteel.backend.yarn.relay;

import dev.firesteel.api.backend.ExecutorProgram;
import dev.firesteel.api.config.Config;
import dev.firesteel.backend.yarn.container.JavaProcess;
import dev.firesteel.backend.yarn.container.LaunchContexts;
import dev.firesteel.backend.yarn.container.MasterTokens;
import dev.firesteel.backend.yarn.rm.Patience;
import dev.firesteel.backend.yarn.staging.OwnClassPath;
import dev.firesteel.backend.yarn.staging.OwnFiles;
import dev.firesteel.backend.yarn.staging.StagedProgram;
import dev.firesteel.backend.yarn.staging.Staging;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringTokenizer;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.yarn.api.records.ApplicationAttemptId;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.hadoop.yarn.api.records.ContainerLaunchContext;
import org.apache.hadoop.yarn.api.records.ContainerReport;
import org.apache.hadoop.yarn.api.records.SignalContainerCommand;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.jspecify.annotations.Nullable;

/** A real YARN with its file system. */
final class RealCluster implements RelayCluster {
  private final Config config;
  private final Configuration conf;
  private final Staging staging;
  private final List<Path> classPath;
  private final Supplier<YarnClient> yarn;
  private final Patience patience;
  private volatile @Nullable MasterTokens given;

  RealCluster(
      Config config,
      Configuration conf,
      Staging staging,
      List<Path> classPath,
      Supplier<YarnClient> yarn) {
    this.config = config;
    this.conf = conf;
    this.staging = staging;
    this.classPath = classPath.isEmpty() ? OwnClassPath.entries() : List.copyOf(classPath);
    this.yarn = yarn;
    this.patience = Patience.of(conf);
  }

  @Override
  public OwnFiles directory(ApplicationId application) throws IOException {
    return OwnFiles.make(config, conf, application.toString(), Clock.systemUTC());
  }

  @Override
  public ContainerLaunchContext container(RelayOrder order) throws IOException {
    StagedProgram files =
        staging
            .stage(new ExecutorProgram(Relay.class.getName(), classPath, List.of()))
            .withoutUserFiles();
    MasterTokens tokens = MasterTokens.of(config, conf);
    given = tokens;
    order.addTo(tokens.all());
    return LaunchContexts.ofMaster(config).of(process(), files, environment(), tokens.all());
  }

  @Override
  public void abandon() {
    MasterTokens last = given;
    if (last != null) {
      last.cancel(conf);
    }
  }

  private JavaProcess process() {
    RelaySize size = RelaySize.of(config);
    List<String> options = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1"));
    StringTokenizer further = new StringTokenizer(config.get(RelayKeys.JAVA_OPTIONS));
    while (further.hasMoreTokens()) {
      options.add(further.nextToken());
    }
    return new JavaProcess(
        Relay.class.getName(),
        List.of(),
        options,
        size.heapMiB(),
        Math.max(1, (size.containerMiB() - size.heapMiB()) / 2), // the other half is the JVM's own
        1);
  }

  /** Where users prove who they are, the tokens say it. */
  private static Map<String, String> environment() throws IOException {
    return UserGroupInformation.isSecurityEnabled()
        ? Map.of()
        : Map.of("HADOOP_USER_NAME", UserGroupInformation.getCurrentUser().getShortUserName());
  }

  @Override
  public Optional<RelayPlace> place(ApplicationAttemptId attempt)
      throws IOException, YarnException {
    return patience.ask(() -> reported(attempt));
  }

  private Optional<RelayPlace> reported(ApplicationAttemptId attempt)
      throws IOException, YarnException {
    Optional<ContainerId> container = container(attempt);
    if (container.isEmpty()) {
      return Optional.empty();
    }
    ContainerReport report = yarn.get().getContainerReport(container.get());
    String log = report.getLogUrl();
    return report.getAssignedNode() == null
        ? Optional.empty()
        : Optional.of(new RelayPlace(report.getAssignedNode().getHost(), log == null ? "" : log));
  }

  private Optional<ContainerId> container(ApplicationAttemptId attempt)
      throws IOException, YarnException {
    return Optional.ofNullable(yarn.get().getApplicationAttemptReport(attempt).getAMContainerId());
  }

  /**
   * The ResourceManager leaves the container of a master that has unregistered alone for as long as
   * a silent attempt may last, so that it can end by itself; a signal reaches it with the next
   * heartbeat of its node.
   */
  @Override
  public void end(ApplicationAttemptId attempt) throws IOException, YarnException {
    patience.insist(() -> signal(attempt));
  }

  private void signal(ApplicationAttemptId attempt) throws IOException, YarnException {
    Optional<ContainerId> container = container(attempt);
    if (container.isPresent()) {
      yarn.get().signalToContainer(container.get(), SignalContainerCommand.GRACEFUL_SHUTDOWN);
    }
  }
}
