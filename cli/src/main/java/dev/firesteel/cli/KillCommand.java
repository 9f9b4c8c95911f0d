package dev.firesteel.cli;

import dev.firesteel.api.backend.ApplicationStatus;
import dev.firesteel.api.backend.SubmissionClient;
import dev.firesteel.engine.control.Applications;
import java.io.PrintWriter;
import org.apache.commons.cli.CommandLine;

/** {@code firesteel kill}: ends an application. */
final class KillCommand {
  private final PrintWriter out;

  KillCommand(PrintWriter out) {
    this.out = out;
  }

  int run(String[] words) {
    CommandLine line = Arguments.parse("kill", Clusters.options(), Arguments.Order.ANY, words);
    if (line.hasOption(Arguments.HELP)) {
      return Help.show("kill", out);
    }
    String application = Clusters.application("kill", line);
    if (line.hasOption(Arguments.MASTER)) {
      onCluster(line, application);
    } else {
      out.println("Killed " + Applications.ofUser().kill(application));
    }
    return ExitCode.OK;
  }

  private void onCluster(CommandLine line, String application) {
    try (SubmissionClient cluster = Clusters.client(line)) {
      ApplicationStatus.State before =
          cluster
              .status(application)
              .map(ApplicationStatus::state)
              .orElseThrow(() -> Clusters.unknown(application));
      if (before.ended()) {
        out.println(application + " has ended already: " + before);
      } else {
        cluster.kill(application);
        out.println("Killed " + application);
      }
    }
  }
}
