package dev.firesteel.benchmarks.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Measures peers by turns and prints a table; every run is a process of its own and a line of JSON.
 * Its first argument is the checkout, its second the directory of corpora, then come the user's
 * words.
 */
public final class Compare {
  private static final int WRONG_RESULT = 1;
  private static final int WRONG_USE = 2;
  private static final Duration LIMIT = Duration.ofMinutes(15);

  private final Path home;
  private final Request request;
  private final Launcher launcher;
  private final Comparison comparison = new Comparison();

  private Compare(Path home, Path data, Request request) throws IOException {
    this.home = home;
    this.request = request;
    Path logs = Files.createDirectories(request.out().resolve("logs"));
    this.launcher = new Launcher(home, data, logs, request.scale(), LIMIT);
  }

  /** Runs it. Exit status 1 if a run failed or answers differ, 2 if the words make no sense. */
  public static void main(String[] args) throws Exception {
    Path home = Path.of(args[0]);
    Request request;
    try {
      request = Request.of(List.of(args).subList(2, args.length).toArray(String[]::new), home);
    } catch (IllegalArgumentException e) {
      System.err.println("bench: " + e.getMessage() + " (see bin/bench --help)");
      System.exit(WRONG_USE);
      return;
    }
    Compare compare = new Compare(home, Path.of(args[1]), request);
    compare.addClassPaths();
    if (request.from().isEmpty()) {
      compare.measure();
    } else {
      compare.read();
    }
    System.exit(compare.report() ? 0 : WRONG_RESULT);
  }

  private void addClassPaths() throws IOException {
    for (Peer peer : request.peers()) {
      for (String master : request.masters()) {
        ClassPaths.of(peer, master, home).ifPresent(comparison::add);
      }
    }
  }

  private void read() throws IOException {
    ObjectMapper json = new ObjectMapper();
    for (Path file : request.from()) {
      for (String line : Files.readAllLines(file)) {
        comparison.add(Run.of((ObjectNode) json.readTree(line)));
      }
    }
  }

  /** Runs the peers of a benchmark by turns, so that a busy hour meets all of them. */
  private void measure() throws IOException, InterruptedException {
    try (BufferedWriter lines = Files.newBufferedWriter(request.out().resolve("runs.jsonl"))) {
      for (String bench : request.benches()) {
        for (int number = 1; number <= request.runs(); number++) {
          for (Cell cell : request.cells(bench)) {
            Run run = launcher.run(cell, number);
            comparison.add(run);
            lines.write(run.line().toString());
            lines.newLine();
            lines.flush();
            System.err.printf(
                Locale.ROOT,
                "%s, run %d: %s s%s%n",
                cell,
                number,
                Numbers.three(run.line().path("wall_s").asDouble()),
                run.ok() ? "" : " FAILED");
          }
        }
      }
    }
  }

  private boolean report() throws IOException {
    StringBuilder text = new StringBuilder();
    for (String master : request.masters()) {
      String table = new Table(comparison, master).text();
      text.append(table).append(table.isEmpty() ? "" : "\n");
    }
    comparison.untabled().forEach(line -> text.append(line).append('\n'));
    List<String> complaints = comparison.complaints();
    complaints.forEach(complaint -> text.append(complaint).append('\n'));
    if (complaints.isEmpty()) {
      text.append("Every run was right; equal answers of different peers or masters in ")
          .append(comparison.equalAnswers())
          .append(" benchmarks.\n");
    }
    System.out.print(text);
    Files.writeString(request.out().resolve("table.md"), text);
    String picture = new Plot(comparison).text(request.masters());
    if (!picture.isEmpty()) {
      Files.writeString(request.out().resolve("ratios.svg"), picture);
    }
    return complaints.isEmpty();
  }
}
