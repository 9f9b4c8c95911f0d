package dev.firesteel.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.CommandLine;

/** {@code firesteel example}: runs one of the programs that come along. */
final class ExampleCommand {
  private static final String PACKAGE = "dev.firesteel.examples.";

  private final PrintWriter out;
  private final PrintWriter err;

  ExampleCommand(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  int run(String[] words) throws ApplicationFailure {
    CommandLine line =
        Arguments.parse("example", Arguments.application(), Arguments.Order.ANY, words);
    if (line.hasOption(Arguments.HELP)) {
      return Help.show("example", out);
    }
    List<String> rest = line.getArgList();
    if (rest.isEmpty()) {
      throw Settings.usage(
          "Cannot run an example: its name is missing (see firesteel help example)");
    }
    return new Program(
            line, List.of(), PACKAGE + mainClass(rest.get(0)), rest.subList(1, rest.size()))
        .run(out, err);
  }

  private static String mainClass(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "wordcount" -> "WordCount";
      case "top" -> "TopWords";
      case "sort" -> "Sort";
      case "pagerank" -> "PageRank";
      case "degrees" -> "Degrees";
      case "lr" -> "LogisticRegression";
      case "pi" -> "Pi";
      default ->
          throw Settings.usage(
              "Cannot run example '"
                  + name
                  + "': there are wordcount, top, sort, pagerank, degrees, lr and pi");
    };
  }
}
