package dev.firesteel.cli;

import dev.firesteel.api.backend.SubmissionClient;
import dev.firesteel.engine.control.Applications;
import java.io.PrintWriter;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** {@code firesteel status}: lists running applications, or tells how one is. */
final class StatusCommand {
  private final PrintWriter out;

  StatusCommand(PrintWriter out) {
    this.out = out;
  }

  static Options options() {
    return Clusters.options().addOption(Option.builder().longOpt(Arguments.JSON).get());
  }

  int run(String[] words) {
    CommandLine line = Arguments.parse("status", options(), Arguments.Order.ANY, words);
    if (line.hasOption(Arguments.HELP)) {
      return Help.show("status", out);
    }
    if (line.getArgList().isEmpty() && !line.hasOption(Arguments.JSON)) {
      new ListCommand(out).show(line);
      return ExitCode.OK;
    }
    String application = Clusters.application("tell the status of", line);
    if (line.hasOption(Arguments.MASTER)) {
      onCluster(line, application);
    } else {
      Applications applications = Applications.ofUser();
      out.print(
          line.hasOption(Arguments.JSON)
              ? applications.statusJson(application)
              : applications.status(application));
    }
    out.flush();
    return ExitCode.OK;
  }

  private void onCluster(CommandLine line, String application) {
    try (SubmissionClient cluster = Clusters.client(line)) {
      ClusterStatus status =
          new ClusterStatus(
              cluster.status(application).orElseThrow(() -> Clusters.unknown(application)));
      if (line.hasOption(Arguments.JSON)) {
        out.println(status.json());
      } else {
        out.print(status.text());
      }
    }
  }
}
