package dev.firesteel.cli;

import dev.firesteel.api.config.Redaction;
import java.io.PrintWriter;
import java.util.List;
import java.util.SortedMap;
import org.apache.commons.cli.CommandLine;

/**
 * A program as a command line names it.
 *
 * @param line the options
 * @param jars the application's own jars
 * @param mainClass the class with the main method
 * @param arguments the user's arguments
 */
record Program(CommandLine line, List<String> jars, String mainClass, List<String> arguments) {

  /** Runs it where the command line says; returns the exit code. */
  int run(PrintWriter out, PrintWriter err) throws ApplicationFailure {
    DeployMode mode = DeployMode.of(line);
    SortedMap<String, String> settings = Settings.of(line, jars);
    if (line.hasOption(Arguments.VERBOSE)) {
      settings.forEach(
          (name, value) -> err.println("setting " + name + "=" + Redaction.shown(name, value)));
    }
    return switch (mode) {
      case CLIENT -> new Application(settings).run(mainClass, arguments);
      case CLUSTER -> new ClusterApplication(settings, out, err).run(mainClass, arguments);
    };
  }
}
