package dev.firesteel.cli;

import dev.firesteel.api.backend.SubmissionClient;
import dev.firesteel.engine.control.Applications;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;

/** {@code firesteel status}: lists running applications, or tells how one is. */
final class StatusCommand {
  private static final String ROW = "%-34s %-20s %-28s %-14s %s%n";

  private final PrintWriter out;

  StatusCommand(PrintWriter out) {
    this.out = out;
  }

  int run(String[] words) {
    CommandLine line =
        Arguments.parse(
            "status",
            Clusters.options().addOption(Option.builder().longOpt(Arguments.JSON).get()),
            Arguments.Order.ANY,
            words);
    if (line.hasOption(Arguments.HELP)) {
      return Help.show("status", out);
    }
    if (line.hasOption(Arguments.MASTER)) {
      onCluster(line);
    } else if (line.getArgList().isEmpty() && !line.hasOption(Arguments.JSON)) {
      list(Applications.ofUser().list());
    } else {
      String application = Clusters.application("tell the status of", line);
      Applications applications = Applications.ofUser();
      out.print(
          line.hasOption(Arguments.JSON)
              ? applications.statusJson(application)
              : applications.status(application));
    }
    out.flush();
    return ExitCode.OK;
  }

  private void onCluster(CommandLine line) {
    String application = Clusters.application("tell the status of", line);
    try (SubmissionClient cluster = Clusters.client(line)) {
      SubmissionClient.Status status =
          cluster
              .status(application)
              .orElseThrow(
                  () -> Settings.usage("The cluster does not know application " + application));
      out.println(
          application
              + " "
              + status.ended().map(how -> how.name().toLowerCase(Locale.ROOT)).orElse("runs")
              + ": "
              + status.detail());
    }
  }

  private void list(List<Applications.Running> running) {
    if (running.isEmpty()) {
      out.println("No application of this user runs on this machine");
      return;
    }
    out.printf(Locale.ROOT, ROW, "APPLICATION", "NAME", "MASTER", "SINCE", "JOBS");
    for (Applications.Running each : running) {
      out.printf(
          Locale.ROOT,
          ROW,
          each.id(),
          each.name(),
          each.master(),
          each.age() + " ago",
          each.jobs());
    }
  }
}
