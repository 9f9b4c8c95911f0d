package dev.firesteel.benchmarks.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;

/**
 * What to compare.
 *
 * @param peers at least one
 * @param benches at least one
 * @param masters at least one
 * @param runs how often each cell is measured
 * @param scale the share of the full size
 * @param out the directory of results
 * @param from files of earlier runs to tell of instead of measuring; none to measure
 */
record Request(
    List<Peer> peers,
    List<String> benches,
    List<String> masters,
    int runs,
    double scale,
    Path out,
    List<Path> from) {
  private static final List<String> MASTERS = List.of("local[2]", "local-cluster[2,1,2048]");

  /**
   * Reads the words of a command.
   *
   * @throws IllegalArgumentException if they make no sense, saying why
   */
  static Request of(String[] words, Path home) {
    Options options =
        new Options()
            .addOption(Option.builder().longOpt("runs").hasArg().get())
            .addOption(Option.builder().longOpt("scale").hasArg().get())
            .addOption(Option.builder().longOpt("master").hasArg().get())
            .addOption(Option.builder().longOpt("out").hasArg().get())
            .addOption(Option.builder().longOpt("from").hasArg().get());
    CommandLine line;
    try {
      line = new DefaultParser().parse(options, words);
    } catch (ParseException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    Set<Peer> peers = new LinkedHashSet<>();
    List<String> benches = new ArrayList<>();
    for (String name : line.getArgList()) {
      Peer.named(name).ifPresentOrElse(peers::add, () -> benches.add(name));
    }
    for (String bench : benches) {
      if (!Benches.exists(bench)) {
        throw new IllegalArgumentException("There is no peer and no benchmark '" + bench + "'");
      }
    }
    String[] masters = line.getOptionValues("master");
    return new Request(
        peers.isEmpty() ? List.of(Peer.FIRESTEEL) : List.copyOf(peers),
        benches.isEmpty() ? Benches.DEFAULT : benches,
        masters == null ? MASTERS : List.of(masters),
        (int) positive(line, "runs", "1"),
        positive(line, "scale", "1"),
        Path.of(line.getOptionValue("out", home.resolve("benchmarks/target/results").toString())),
        files(line));
  }

  private static List<Path> files(CommandLine line) {
    String[] names = line.getOptionValues("from");
    return names == null ? List.of() : Stream.of(names).map(Path::of).toList();
  }

  private static double positive(CommandLine line, String option, String standard) {
    String value = line.getOptionValue(option, standard);
    try {
      double number = Double.parseDouble(value);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new IllegalArgumentException("--" + option + " is no positive number: " + value);
  }

  /** All cells of one benchmark, peers by turns. */
  List<Cell> cells(String bench) {
    Set<Cell> cells = new LinkedHashSet<>();
    for (String master : masters) {
      for (Peer peer : peers) {
        for (String on : peer.masters(bench, List.of(master))) {
          cells.add(new Cell(peer, on, bench));
        }
      }
    }
    return List.copyOf(cells);
  }
}
