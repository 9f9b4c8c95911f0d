package dev.firesteel.mesos.test;

import dev.firesteel.mesos.test.master.MasterSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a builder was told. */
record ClusterPlan(
    List<AgentSpec> agents,
    Optional<Path> directory,
    MasterSettings master,
    Duration updateRetry,
    Duration launchDelay,
    Duration reregistration,
    Duration electionTimeout,
    int standbys,
    Election election) {
  ClusterPlan {
    agents = List.copyOf(agents);
  }

  /** Who says which master leads. */
  enum Election {
    ALONE,
    ZOOKEEPER
  }
}
