package dev.firesteel.backend.yarn.rm;

import dev.firesteel.api.config.Config;
import dev.firesteel.io.hadoop.HadoopSettings;
import dev.firesteel.io.storage.HadoopSource;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.conf.YarnConfiguration;

/** Hadoop's settings for clients of YARN. */
public final class YarnSettings {
  /**
   * Where neither the cluster's files nor the user say anything: Hadoop repeats for a quarter of an
   * hour, at pauses of half a minute, before it says that no ResourceManager is there. We repeat by
   * ourselves where that makes sense.
   */
  private static final Map<String, String> IMPATIENT =
      Map.of(
          "yarn.resourcemanager.connect.max-wait.ms", "4000",
          "yarn.resourcemanager.connect.retry-interval.ms", "500",
          "yarn.client.failover-sleep-base-ms", "500",
          "yarn.client.failover-sleep-max-ms", "1000",
          "yarn.client.nodemanager-connect.max-wait-ms", "10000",
          "yarn.client.nodemanager-connect.retry-interval-ms", "2000",
          "yarn.client.application-client-protocol.poll-interval-ms", "25",
          "ipc.client.connect.max.retries", "0");

  private YarnSettings() {}

  /**
   * Hadoop's settings as files and the application say, made impatient.
   *
   * @throws dev.firesteel.api.error.FiresteelException if a file or value is malformed
   */
  public static Configuration load(Config config) {
    SortedMap<String, String> site =
        HadoopSettings.load(HadoopSource.of(config), List.of("yarn-site.xml"));
    IMPATIENT.forEach((key, value) -> site.putIfAbsent(key, value));
    // Clients of the timeline service need libraries that we do not bring.
    site.put("yarn.timeline-service.enabled", "false");
    return new YarnConfiguration(HadoopSettings.configuration(site));
  }
}
