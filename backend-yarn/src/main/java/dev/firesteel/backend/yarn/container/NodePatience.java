package dev.firesteel.backend.yarn.container;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonConfigurationKeys;
import org.apache.hadoop.fs.CommonConfigurationKeysPublic;
import org.apache.hadoop.yarn.conf.YarnConfiguration;

/**
 * How long a NodeManager is waited for. Hadoop's defaults wait for minutes; another node does the
 * work by then. What an operator has set himself stays.
 */
final class NodePatience {
  /** Enough for a NodeManager that is being restarted with recovery. */
  private static final long RETRY_MILLIS = 10_000;

  private static final long PAUSE_MILLIS = 500;
  private static final int CONNECT_MILLIS = 5_000;
  private static final int ANSWER_MILLIS = 30_000;

  private NodePatience() {}

  static Configuration settings(Configuration hadoop) {
    Configuration own = new Configuration(hadoop);
    limit(
        own,
        YarnConfiguration.CLIENT_NM_CONNECT_MAX_WAIT_MS,
        YarnConfiguration.DEFAULT_CLIENT_NM_CONNECT_MAX_WAIT_MS,
        RETRY_MILLIS);
    limit(
        own,
        YarnConfiguration.CLIENT_NM_CONNECT_RETRY_INTERVAL_MS,
        YarnConfiguration.DEFAULT_CLIENT_NM_CONNECT_RETRY_INTERVAL_MS,
        PAUSE_MILLIS);
    limit(
        own,
        CommonConfigurationKeysPublic.IPC_CLIENT_CONNECT_TIMEOUT_KEY,
        CommonConfigurationKeysPublic.IPC_CLIENT_CONNECT_TIMEOUT_DEFAULT,
        CONNECT_MILLIS);
    limit(
        own,
        CommonConfigurationKeys.IPC_CLIENT_RPC_TIMEOUT_KEY,
        CommonConfigurationKeys.IPC_CLIENT_RPC_TIMEOUT_DEFAULT,
        ANSWER_MILLIS);
    return own;
  }

  private static void limit(Configuration own, String key, long usual, long millis) {
    if (own.getLong(key, usual) == usual) {
      own.setLong(key, millis);
    }
  }
}
