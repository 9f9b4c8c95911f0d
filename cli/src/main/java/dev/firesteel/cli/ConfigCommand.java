package dev.firesteel.cli;

import java.io.PrintWriter;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** {@code firesteel config}: prints the reference of all settings. */
final class ConfigCommand {
  private final PrintWriter out;

  ConfigCommand(PrintWriter out) {
    this.out = out;
  }

  static Options options() {
    return new Options()
        .addOption(Option.builder().longOpt(Arguments.MARKDOWN).get())
        .addOption(Option.builder("h").longOpt(Arguments.HELP).get());
  }

  int run(String[] words) {
    CommandLine line = Arguments.parse("config", options(), Arguments.Order.ANY, words);
    if (line.hasOption(Arguments.HELP)) {
      return Help.show("config", out);
    }
    String word = line.getArgList().isEmpty() ? "" : line.getArgList().get(0);
    ConfigReference reference = ConfigReference.ofClassPath();
    String text = line.hasOption(Arguments.MARKDOWN) ? reference.markdown() : reference.text(word);
    if (text.isEmpty()) {
      throw Settings.usage("No setting's name holds '" + word + "' (firesteel config lists all)");
    }
    out.print(text);
    out.flush();
    return ExitCode.OK;
  }
}
