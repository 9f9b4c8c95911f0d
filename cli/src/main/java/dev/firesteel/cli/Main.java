package dev.firesteel.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** {@code firesteel}: submits applications, runs examples, explains settings. */
@Command(
    name = "firesteel",
    version = "Firesteel 0.1.0-SNAPSHOT",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {SubmitCommand.class, ExampleCommand.class, ConfigCommand.class, HelpCommand.class},
    description = {
      "Runs Firesteel programs on threads of this machine, on local processes or on a cluster.",
      ""
    },
    footer = {
      "",
      "Masters:",
      "  local                    one task at a time, in this JVM",
      "  local[n], local[*]       n tasks at a time, or as many as there are cores (default)",
      "  local[n,failures]        with so many failures of a task before its job fails",
      "  local-cluster[n,c,MiB]   n executors as processes of c cores and so much memory each",
      "",
      "Exit codes: 0 success, 1 the application failed, 2 wrong usage or settings, 130 cancelled.",
      "",
      "Examples:",
      "  firesteel example wordcount README.md /tmp/words",
      "  firesteel example pi --master local[4]",
      "  firesteel submit --class com.acme.Report --master local-cluster[2,1,1024] report.jar in out",
      "  firesteel config executor"
    })
public final class Main {
  private Main() {}

  /** Runs a command and exits with its code. */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true);
    PrintWriter err = new PrintWriter(System.err, true);
    int code = run(args, out, err);
    out.flush();
    err.flush();
    System.exit(code);
  }

  /** Runs a command and returns its exit code. */
  static int run(String[] args, PrintWriter out, PrintWriter err) {
    CommandLine line = new CommandLine(new Main());
    // What follows a submitted jar belongs to the application, options included.
    line.getSubcommands().get("submit").setStopAtPositional(true);
    line.setOut(out).setErr(err).setExecutionExceptionHandler(new Failures(err));
    if (args.length == 0) {
      line.usage(err);
      return ExitCode.USAGE;
    }
    return line.execute(args);
  }
}
