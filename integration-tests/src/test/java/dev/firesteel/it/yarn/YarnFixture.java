package dev.firesteel.it.yarn;

import dev.firesteel.api.backend.ClusterBackend;
import dev.firesteel.api.backend.ClusterBackendProvider;
import dev.firesteel.api.backend.MasterUrl;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.backend.tck.BackendFixture;
import dev.firesteel.backend.tck.Faults;
import dev.firesteel.backend.yarn.YarnBackendProvider;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** A real cluster under the conformance kit. */
record YarnFixture(Yarn yarn, Config config) implements BackendFixture {
  static YarnFixture of(Yarn yarn) {
    return new YarnFixture(
        yarn,
        Config.of(
            Map.of(
                "firesteel.io.hadoop-conf-dir",
                yarn.cluster().configDirectory().toString(),
                "firesteel.yarn.release-grace",
                "1s",
                // threads of Hadoop's clients last as long as their connections
                "firesteel.hadoop.ipc.client.connection.maxidletime",
                "1000",
                "firesteel.executor.memory-overhead",
                "128m")));
  }

  @Override
  public ClusterBackendProvider provider() {
    return new YarnBackendProvider();
  }

  @Override
  public MasterUrl master() {
    return new MasterUrl("yarn");
  }

  /** Two on each host. */
  @Override
  public int capacity() {
    return 4;
  }

  @Override
  public Resources executor() {
    return Resources.of(Yarn.NODE_CORES / 2, 96);
  }

  @Override
  public List<String> malformed() {
    return List.of("yarn[2]", "yarn://host:8032", "YARN");
  }

  @Override
  public String rightForm() {
    return "the form is yarn";
  }

  @Override
  public Duration patience() {
    return Duration.ofSeconds(60);
  }

  /** A ResourceManager that is not there. */
  @Override
  public Optional<BackendFixture> unreachable() {
    Config wrong =
        config.overriddenBy(
            Config.of(Map.of("firesteel.hadoop.yarn.resourcemanager.address", "127.0.0.1:1")));
    return Optional.of(new YarnFixture(yarn, wrong));
  }

  @Override
  public Faults faults(ClusterBackend backend) {
    return new Faults() {
      @Override
      public Optional<Runnable> fail() {
        return Optional.of(YarnFixture.this::killAll);
      }
    };
  }

  /** As an operator does. */
  private void killAll() {
    try (YarnClient client = yarn.client()) {
      Set<YarnApplicationState> running = EnumSet.of(YarnApplicationState.RUNNING);
      for (ApplicationReport each : client.getApplications(EnumSet.copyOf(running))) {
        client.killApplication(each.getApplicationId());
      }
    } catch (YarnException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
