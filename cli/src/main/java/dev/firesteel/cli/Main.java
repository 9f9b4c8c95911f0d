package dev.firesteel.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Arrays;
import org.apache.logging.log4j.LogManager;

/** {@code firesteel}: submits applications, runs examples, explains settings. */
public final class Main {
  private Main() {}

  /** Runs a command and exits with its code. */
  public static void main(String[] args) {
    startLogging();
    PrintWriter out = new PrintWriter(System.out, true, Charset.defaultCharset());
    PrintWriter err = new PrintWriter(System.err, true, Charset.defaultCharset());
    int code = run(args, out, err);
    out.flush();
    err.flush();
    System.exit(code);
  }

  /** Logging takes its time to start; it does so beside the rest. */
  private static void startLogging() {
    Thread starter =
        new Thread(() -> LogManager.getLogger(Main.class).trace("started"), "firesteel-log-start");
    starter.setDaemon(true);
    starter.start();
  }

  /** Runs a command and returns its exit code. */
  static int run(String[] args, PrintWriter out, PrintWriter err) {
    Failures failures = new Failures(err);
    try {
      String[] rest = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
      return switch (args.length == 0 ? "" : args[0]) {
        case "submit" -> new SubmitCommand(out, err).run(rest);
        case "example" -> new ExampleCommand(out, err).run(rest);
        case "status" -> new StatusCommand(out).run(rest);
        case "kill" -> new KillCommand(out).run(rest);
        case "list" -> new ListCommand(out).run(rest);
        case "logs" -> new LogsCommand(out).run(rest);
        case "dispatcher" -> new DispatcherCommand(out, err).run(rest);
        case "verify" -> new VerifyCommand(out, err).run(rest);
        case "config" -> new ConfigCommand(out).run(rest);
        case "help", "--help", "-h" -> Help.show(rest.length == 0 ? "firesteel" : rest[0], out);
        case "--version", "version" -> {
          out.println("Firesteel " + Help.version());
          yield ExitCode.OK;
        }
        case "" -> {
          Help.show("firesteel", err);
          yield ExitCode.USAGE;
        }
        default ->
            throw Settings.usage(
                "Unknown command '"
                    + args[0]
                    + "' (there are submit, example, list, status, logs, kill, dispatcher, verify, config and help)");
      };
    } catch (Exception e) {
      return failures.exitCode(e);
    }
  }
}
