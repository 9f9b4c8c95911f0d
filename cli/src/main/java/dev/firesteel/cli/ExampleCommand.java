package dev.firesteel.cli;

import dev.firesteel.examples.LogisticRegression;
import dev.firesteel.examples.PageRank;
import dev.firesteel.examples.Pi;
import dev.firesteel.examples.Sort;
import dev.firesteel.examples.TopWords;
import dev.firesteel.examples.WordCount;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code firesteel example}: runs one of the programs that come along. */
@Command(
    name = "example",
    description = {"Runs one of the programs that come along.", ""},
    sortOptions = false,
    customSynopsis = "firesteel example [OPTIONS] NAME [ARGUMENT...]",
    footer = {
      "",
      "Names and arguments:",
      "  wordcount INPUT OUTPUT           counts words; output lines are word<TAB>count",
      "  top INPUT [N]                    prints the N most frequent words (10)",
      "  sort INPUT OUTPUT [FILES]        sorts lines into so many files",
      "  pagerank INPUT OUTPUT [STEPS]    ranks a graph given as lines 'from to' (10 steps)",
      "  lr INPUT [STEPS]                 logistic regression over lines 'label feature...' (20 steps)",
      "  pi [PARTITIONS] [MILLIONS]       estimates pi"
    })
final class ExampleCommand implements Callable<Integer> {
  @Mixin ApplicationOptions options = new ApplicationOptions();

  @Parameters(index = "0", paramLabel = "NAME", description = "The example.")
  String name = "";

  @Parameters(index = "1..*", paramLabel = "ARGUMENT", description = "Arguments of the example.")
  List<String> arguments = new ArrayList<>();

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Class<?> example =
        switch (name.toLowerCase(Locale.ROOT)) {
          case "wordcount" -> WordCount.class;
          case "top" -> TopWords.class;
          case "sort" -> Sort.class;
          case "pagerank" -> PageRank.class;
          case "lr" -> LogisticRegression.class;
          case "pi" -> Pi.class;
          default ->
              throw Settings.usage(
                  "Cannot run example '"
                      + name
                      + "': there are wordcount, top, sort, pagerank, lr and pi");
        };
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    return new Application(options, List.of(), err).run(example.getName(), arguments);
  }
}
