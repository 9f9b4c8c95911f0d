package dev.firesteel.backend.yarn.staging;

import dev.firesteel.api.config.ConfigKey;
import dev.firesteel.api.config.ConfigKeys;
import dev.firesteel.api.config.Keys;
import java.time.Duration;
import java.util.List;

/** The settings of files on the way to containers of YARN. */
public final class StagingKeys implements ConfigKeys {
  private static final int MOST_REPLICAS = 512;

  /** Directory of the cache. */
  public static final ConfigKey<String> CACHE_DIR =
      Keys.text(
          "firesteel.yarn.cache-dir",
          "",
          "Directory on the cluster's file system that keeps the runtime and users' files from one application to the next; empty means .firesteel/cache below the user's home.");

  /** Expiry of entries. */
  public static final ConfigKey<Duration> CACHE_EXPIRY =
      Keys.duration(
              "firesteel.yarn.cache-expiry",
              "30d",
              "Time after which an entry of the cache that no application uses is deleted, when another one starts; 0s means never.")
          .check(d -> d.isZero() || d.toHours() >= 1, "0s or at least 1h");

  /** Replicas of entries. */
  public static final ConfigKey<Integer> CACHE_REPLICATION =
      Keys.number(
              "firesteel.yarn.cache-replication",
              0,
              "Replicas of each entry of the cache; more of them let many NodeManagers fetch it at a time; 0 means the file system's default.")
          .check(n -> n >= 0 && n <= MOST_REPLICAS, "0 to 512");

  @Override
  public String title() {
    return "YARN: files";
  }

  @Override
  public List<ConfigKey<?>> keys() {
    return List.of(CACHE_DIR, CACHE_EXPIRY, CACHE_REPLICATION);
  }
}
