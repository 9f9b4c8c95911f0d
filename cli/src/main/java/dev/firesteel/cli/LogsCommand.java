package dev.firesteel.cli;

import dev.firesteel.api.backend.LogReader;
import dev.firesteel.api.backend.SubmissionClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.jspecify.annotations.Nullable;

/** {@code firesteel logs}: what the processes of an application on a cluster wrote. */
final class LogsCommand {
  private final PrintWriter out;

  LogsCommand(PrintWriter out) {
    this.out = out;
  }

  static Options options() {
    return Clusters.options()
        .addOption(Option.builder().longOpt(Arguments.CONTAINER).hasArg().get())
        .addOption(Option.builder().longOpt(Arguments.FILE).hasArg().get())
        .addOption(Option.builder().longOpt(Arguments.ALL).get());
  }

  int run(String[] words) {
    CommandLine line = Arguments.parse("logs", options(), Arguments.Order.ANY, words);
    if (line.hasOption(Arguments.HELP)) {
      return Help.show("logs", out);
    }
    String application = Clusters.application("show the logs of", line);
    if (!line.hasOption(Arguments.MASTER)) {
      throw Settings.usage(
          "Cannot show the logs of "
              + application
              + ": name its cluster with --master (on local masters all processes write to the"
              + " standard error of the driver's)");
    }
    Printing printing = new Printing(line);
    try (SubmissionClient cluster = Clusters.client(line)) {
      cluster.logs(application, printing);
    }
    out.flush();
    if (printing.files == 0) {
      throw Settings.usage(
          "No log of "
              + application
              + (printing.chosen()
                  ? " is of that container and name (without --container and --file all are shown)"
                  : " is there yet"));
    }
    return ExitCode.OK;
  }

  /** Prints files, each below a line with its name. */
  private final class Printing implements LogReader {
    private final @Nullable String container;
    private final @Nullable String name;
    private final boolean all;
    private int files;

    Printing(CommandLine line) {
      this.container = line.getOptionValue(Arguments.CONTAINER);
      this.name = line.getOptionValue(Arguments.FILE);
      this.all = line.hasOption(Arguments.ALL);
    }

    boolean chosen() {
      return container != null || name != null;
    }

    @Override
    public boolean wants(LogFile file) {
      return (container == null || container.equals(file.container()))
          && (name == null ? all || file.origin() == Origin.APPLICATION : name.equals(file.name()));
    }

    @Override
    public void read(LogFile file, InputStream content) throws IOException {
      files++;
      out.println(
          "==> "
              + file.container()
              + (file.host().isEmpty() ? "" : " on " + file.host())
              + ": "
              + file.name()
              + " <==");
      InputStreamReader text = new InputStreamReader(content, StandardCharsets.UTF_8);
      char[] buffer = new char[8192];
      char last = '\n';
      for (int count = text.read(buffer); count > 0; count = text.read(buffer)) {
        out.write(buffer, 0, count);
        last = buffer[count - 1];
      }
      if (last != '\n') {
        out.println();
      }
    }
  }
}
