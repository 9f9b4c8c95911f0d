package dev.firesteel.cli;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.ConfigCheck;
import dev.firesteel.api.config.ConfigKeys;
import dev.firesteel.backend.tck.ContractReport;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** {@code firesteel verify}: runs the conformance kit against a live cluster. */
final class VerifyCommand {
  private final PrintWriter out;
  private final PrintWriter err;

  VerifyCommand(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  static Options options() {
    Options options = Clusters.options();
    for (String name :
        List.of(
            Arguments.NUM_EXECUTORS,
            Arguments.EXECUTOR_MEMORY,
            Arguments.EXECUTOR_CORES,
            Arguments.QUEUE,
            Arguments.PATIENCE)) {
      options.addOption(Option.builder().longOpt(name).hasArg().get());
    }
    return options.addOption(Option.builder("v").longOpt(Arguments.VERBOSE).get());
  }

  int run(String[] words) {
    CommandLine line = Arguments.parse("verify", options(), Arguments.Order.ANY, words);
    if (line.hasOption(Arguments.HELP)) {
      return Help.show("verify", out);
    }
    if (!line.getArgList().isEmpty()) {
      throw Settings.usage(
          "Cannot verify '"
              + String.join(" ", line.getArgList())
              + "': name the cluster with --master URL");
    }
    Config config = Config.of(Settings.of(line, List.of()));
    ConfigCheck.of(ServiceLoader.load(ConfigKeys.class, VerifyCommand.class.getClassLoader()))
        .check(config);
    LiveCluster cluster = LiveCluster.of(config, patience(line));
    err.println(
        "Checking "
            + cluster.master()
            + " with up to "
            + cluster.capacity()
            + " executors of "
            + cluster.executor()
            + " that dial "
            + cluster.address());
    ContractReport report = ContractReport.of(cluster, new VerifyProgress(err));
    report.print(out);
    out.flush();
    return report.passed() ? ExitCode.OK : ExitCode.FAILED;
  }

  private static Optional<Duration> patience(CommandLine line) {
    return Optional.ofNullable(line.getOptionValue(Arguments.PATIENCE))
        .map(
            text -> {
              if (!text.matches("[1-9]\\d{0,4}")) {
                throw Settings.usage(
                    "Cannot wait '" + text + "': --patience is in whole seconds, at least 1");
              }
              return Duration.ofSeconds(Long.parseLong(text));
            });
  }
}
