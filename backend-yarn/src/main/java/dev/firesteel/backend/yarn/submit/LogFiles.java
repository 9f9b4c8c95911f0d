package dev.firesteel.backend.yarn.submit;

import dev.firesteel.api.backend.LogReader.LogFile;
import dev.firesteel.api.backend.LogReader.Origin;
import java.util.Set;

/** Files that lie in a container's directory of logs. */
final class LogFiles {
  /** A NodeManager's own, which it puts there to look for the reason of failed launches. */
  private static final Set<String> OF_NODE_MANAGERS =
      Set.of("directory.info", "launch_container.sh", "prelaunch.out", "prelaunch.err");

  private LogFiles() {}

  static LogFile of(String container, String host, String name) {
    return new LogFile(
        container,
        host,
        name,
        OF_NODE_MANAGERS.contains(name) ? Origin.CLUSTER : Origin.APPLICATION);
  }
}
