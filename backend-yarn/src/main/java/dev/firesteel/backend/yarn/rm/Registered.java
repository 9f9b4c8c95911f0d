package dev.firesteel.backend.yarn.rm;

import dev.firesteel.api.resource.Resources;
import java.util.List;
import org.apache.hadoop.yarn.api.records.ApplicationAttemptId;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.client.api.NMTokenCache;

/**
 * What the ResourceManager said when an attempt registered.
 *
 * @param attempt the attempt
 * @param queue its queue
 * @param largest the largest container that it may ask for
 * @param nodeTokens tokens for NodeManagers, filled by heartbeats
 * @param survivors containers of earlier attempts that still run
 */
public record Registered(
    ApplicationAttemptId attempt,
    String queue,
    Resources largest,
    NMTokenCache nodeTokens,
    List<Container> survivors) {
  /** Copies the list. */
  public Registered {
    survivors = List.copyOf(survivors);
  }
}
