package dev.firesteel.benchmarks.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/** All runs of one comparison. Not safe for threads. */
final class Comparison {
  private final List<Run> runs = new ArrayList<>();

  void add(Run run) {
    runs.add(run);
  }

  /** Figures of benchmarks that no line of the table has, as they were told. */
  List<String> untabled() {
    return runs.stream()
        .filter(Run::ok)
        .filter(run -> Row.ALL.stream().noneMatch(row -> row.bench().equals(run.cell().bench())))
        .map(run -> run.line().toString())
        .toList();
  }

  /** A peer's figure, over the runs that were right; none if there is none, or it is 0. */
  Optional<Spread> figure(Peer peer, String master, String bench, String name) {
    double[] values =
        runs.stream()
            .filter(Run::ok)
            .filter(run -> run.cell().equals(new Cell(peer, master, bench)))
            .map(run -> run.figure(name))
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .filter(value -> value != 0)
            .toArray();
    return values.length == 0 ? Optional.empty() : Optional.of(Spread.of(values));
  }

  /** Our figure of a line. */
  Optional<Spread> ours(Row row, String master) {
    return figure(Peer.FIRESTEEL, master, row.bench(), row.figure());
  }

  /** A peer's figure to set beside it. */
  Optional<Spread> theirs(Peer peer, Row row, String master) {
    Optional<Spread> own = figure(peer, master, row.bench(), row.figure());
    return own.isPresent() ? own : figure(peer, master, row.reference(), row.figure());
  }

  /** How many times better we are than Spark; none where one of both was not measured. */
  OptionalDouble ratio(Row row, String master) {
    Optional<Spread> ours = ours(row, master);
    Optional<Spread> theirs = theirs(Peer.SPARK, row, master);
    boolean comparable =
        ours.isPresent()
            && theirs.isPresent()
            && ours.get().median() > 0 // what is below the noise has no ratio
            && theirs.get().median() > 0;
    return comparable
        ? OptionalDouble.of(row.ratio(ours.get().median(), theirs.get().median()))
        : OptionalDouble.empty();
  }

  /** What is wrong: runs that failed, and benchmarks whose answers differ. Empty if all is well. */
  List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    for (Run run : runs) {
      if (!run.ok()) {
        String why = run.line().path("failure").asText("its own check found the result wrong");
        complaints.add(run.cell() + " failed: " + why);
      }
    }
    answers()
        .forEach(
            (bench, answers) -> {
              if (answers.size() > 1) {
                complaints.add("Answers of " + bench + " differ: " + answers);
              }
            });
    return complaints;
  }

  /** How many benchmarks have answers of more than one cell, all equal. */
  long equalAnswers() {
    return answers().values().stream()
        .filter(answers -> answers.size() == 1)
        .filter(answers -> answers.values().iterator().next().size() > 1)
        .count();
  }

  /** Who gave which answer, by question. A benchmark and its form for primitives ask the same. */
  private Map<String, Map<String, Set<String>>> answers() {
    Map<String, Map<String, Set<String>>> answers = new TreeMap<>();
    for (Run run : runs) {
      if (run.ok() && !run.answer().isEmpty()) {
        answers
            .computeIfAbsent(
                run.cell().bench().replace("-primitive", ""), bench -> new LinkedHashMap<>())
            .computeIfAbsent(run.answer(), answer -> new LinkedHashSet<>())
            .add(run.cell().toString());
      }
    }
    return answers;
  }
}
