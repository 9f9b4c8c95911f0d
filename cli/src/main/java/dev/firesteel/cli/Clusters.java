package dev.firesteel.cli;

import dev.firesteel.api.backend.MasterUrl;
import dev.firesteel.api.backend.SubmissionClient;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.engine.Backends;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** Applications whose drivers run on a cluster. */
final class Clusters {
  private Clusters() {}

  /** The options that say which application, of which cluster. */
  static Options options() {
    return new Options()
        .addOption(Option.builder().longOpt(Arguments.MASTER).hasArg().get())
        .addOption(Option.builder().longOpt(Arguments.PROPERTIES_FILE).hasArg().get())
        .addOption(Option.builder("c").longOpt(Arguments.CONF).hasArg().get())
        .addOption(Option.builder().longOpt(Arguments.PRINCIPAL).hasArg().get())
        .addOption(Option.builder().longOpt(Arguments.KEYTAB).hasArg().get())
        .addOption(Option.builder("h").longOpt(Arguments.HELP).get());
  }

  /** The client of the cluster that {@code --master} names; to be closed. */
  static SubmissionClient client(CommandLine line) {
    return client(Config.of(Settings.of(line, List.of())));
  }

  /** The client of the cluster that the settings name; to be closed. */
  static SubmissionClient client(Config config) {
    MasterUrl master = new MasterUrl(config.get(CoreKeys.MASTER));
    return Backends.find(master, Clusters.class.getClassLoader())
        .submission(master, config)
        .orElseThrow(
            () ->
                Settings.usage(
                    "Cannot ask master "
                        + master
                        + ": it runs drivers only where they are started (use --deploy-mode client"
                        + " with it; leave --master out of other commands, on the driver's machine)"));
  }

  /** The application that the words name. */
  static String application(String command, CommandLine line) {
    if (line.getArgList().size() != 1) {
      throw Settings.usage(
          "Cannot "
              + command
              + " "
              + (line.getArgList().isEmpty() ? "nothing" : String.join(" ", line.getArgList()))
              + ": name one application (firesteel list tells those on this machine, or with"
              + " --master those on a cluster)");
    }
    return line.getArgList().get(0);
  }

  static FiresteelException unknown(String application) {
    return Settings.usage(
        "The cluster does not know application "
            + application
            + " (firesteel list --master URL --all tells those it knows)");
  }
}
