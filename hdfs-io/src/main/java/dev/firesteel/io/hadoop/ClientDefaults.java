package dev.firesteel.io.hadoop;

import java.time.Duration;
import java.util.SortedMap;

/**
 * What we set where neither the cluster's files nor the user say anything: Hadoop's own defaults
 * wait for minutes, or a quarter of an hour, before they say that a host is gone; our tasks are
 * tried again anyway.
 */
final class ClientDefaults {
  private static final long LONGEST_PAUSE_MILLIS = 2_000;

  private ClientDefaults() {}

  static void addTo(SortedMap<String, String> site, Duration retryTime) {
    long millis = retryTime.toMillis();
    // Hadoop: 20 s, 45 times.
    site.putIfAbsent("ipc.client.connect.timeout", Long.toString(clamp(millis / 2, 1_000, 10_000)));
    site.putIfAbsent("ipc.client.connect.max.retries.on.timeouts", "0");
    // Hadoop: 120 s. A large directory's listing comes in parts of 1,000 entries.
    site.putIfAbsent("ipc.client.rpc-timeout.ms", "60000");
    // Two NameNodes, one active. Hadoop: 15 times with pauses up to 15 s.
    site.putIfAbsent(
        "dfs.client.failover.max.attempts", Long.toString(3 + millis / LONGEST_PAUSE_MILLIS));
    site.putIfAbsent("dfs.client.failover.sleep.base.millis", "250");
    site.putIfAbsent("dfs.client.failover.sleep.max.millis", Long.toString(LONGEST_PAUSE_MILLIS));
    // The pauses in which a reader waits for DataNodes to come back. Hadoop: 3 s, growing.
    site.putIfAbsent("dfs.client.retry.window.base", "500");
    // A DataNode that says nothing. Hadoop: 60 s.
    site.putIfAbsent("dfs.client.socket-timeout", "30000");
  }

  private static long clamp(long value, long least, long most) {
    return Math.min(most, Math.max(least, value));
  }
}
