package dev.firesteel.it.chaos;

import dev.firesteel.it.chaos.Fault.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a job's trials came to: a line of the table. */
final class Report {
  private final String job;
  private final Trial.Outcome undisturbed;
  private final List<Trial.Outcome> rounds = new ArrayList<>();

  /**
   * No rounds yet.
   *
   * @param undisturbed two runs without faults in one session
   */
  Report(String job, Trial.Outcome undisturbed) {
    this.job = job;
    this.undisturbed = undisturbed;
  }

  void add(Trial.Outcome round) {
    rounds.add(round);
  }

  /** Time of the job without faults. */
  double usualSeconds() {
    return undisturbed.seconds().get(0);
  }

  /** Time of all of it once more, in the same session. */
  private double againSeconds() {
    return undisturbed.seconds().get(1);
  }

  /** Time that faults cost a round. */
  double lost(Trial.Outcome round) {
    return round.seconds().get(0) - usualSeconds();
  }

  boolean right() {
    return wrong() == 0;
  }

  int faults() {
    return rounds.stream().mapToInt(round -> round.faults().size()).sum();
  }

  private long wrong() {
    return Stream.concat(Stream.of(undisturbed), rounds.stream())
        .filter(outcome -> !outcome.wrong().isEmpty())
        .count();
  }

  private long count(Kind kind) {
    return rounds.stream()
        .flatMap(round -> round.faults().stream())
        .filter(fault -> fault.kind() == kind)
        .count();
  }

  static String header() {
    return "                                              |  seconds, without faults | with faults:"
        + " median (most)\n"
        + "job        rounds  killed  paused  frozen  wrong |    once   all once more |   seconds   "
        + "       lost";
  }

  String line() {
    double[] seconds = rounds.stream().mapToDouble(r -> r.seconds().get(0)).sorted().toArray();
    double median = seconds[seconds.length / 2];
    double most = seconds[seconds.length - 1];
    return String.format(
        Locale.ROOT,
        "%-10s %6d %7d %7d %7d %6d | %7.1f %15.1f | %5.1f (%.1f) %7.1f (%.1f)",
        job,
        rounds.size(),
        count(Kind.KILLED),
        count(Kind.PAUSED),
        count(Kind.FROZEN),
        wrong(),
        usualSeconds(),
        againSeconds(),
        median,
        most,
        median - usualSeconds(),
        most - usualSeconds());
  }
}
