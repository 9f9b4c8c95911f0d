package dev.firesteel.cli;

import dev.firesteel.api.backend.ApplicationStatus;
import dev.firesteel.api.backend.SubmissionClient;
import dev.firesteel.dataset.status.TimeSpan;
import dev.firesteel.engine.control.Applications;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** {@code firesteel list}: this user's applications, on this machine or on a cluster. */
final class ListCommand {
  private static final String HERE = "%-34s %-20s %-28s %-14s %s%n";
  private static final String THERE = "%-34s %-20s %-16s %-10s %-14s %s%n";

  private final PrintWriter out;

  ListCommand(PrintWriter out) {
    this.out = out;
  }

  static Options options() {
    return Clusters.options().addOption(Option.builder().longOpt(Arguments.ALL).get());
  }

  int run(String[] words) {
    CommandLine line = Arguments.parse("list", options(), Arguments.Order.ANY, words);
    if (line.hasOption(Arguments.HELP)) {
      return Help.show("list", out);
    }
    if (!line.getArgList().isEmpty()) {
      throw Settings.usage(
          "Cannot list " + String.join(" ", line.getArgList()) + ": list takes no application");
    }
    show(line);
    return ExitCode.OK;
  }

  /** Those that run; with {@code --all}, those that the cluster still knows. */
  void show(CommandLine line) {
    if (line.hasOption(Arguments.MASTER)) {
      try (SubmissionClient cluster = Clusters.client(line)) {
        boolean all = line.hasOption(Arguments.ALL);
        there(cluster.list().stream().filter(each -> all || !each.state().ended()).toList());
      }
    } else {
      here(Applications.ofUser().list());
    }
    out.flush();
  }

  private void here(List<Applications.Running> running) {
    if (running.isEmpty()) {
      out.println("No application of this user runs on this machine");
      return;
    }
    out.printf(Locale.ROOT, HERE, "APPLICATION", "NAME", "MASTER", "SINCE", "JOBS");
    for (Applications.Running each : running) {
      out.printf(
          Locale.ROOT,
          HERE,
          each.id(),
          each.name(),
          each.master(),
          each.age() + " ago",
          each.jobs());
    }
  }

  private void there(List<ApplicationStatus> applications) {
    if (applications.isEmpty()) {
      out.println("No application of this user runs on the cluster (--all tells ended ones too)");
      return;
    }
    out.printf(Locale.ROOT, THERE, "APPLICATION", "NAME", "QUEUE", "STATE", "SINCE", "TRACKING");
    for (ApplicationStatus each : applications) {
      out.printf(
          Locale.ROOT,
          THERE,
          each.application(),
          each.name(),
          each.queue(),
          each.state(),
          TimeSpan.text(each.age()) + " ago",
          each.tracking());
    }
  }
}
