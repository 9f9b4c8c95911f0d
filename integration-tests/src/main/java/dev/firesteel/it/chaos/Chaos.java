package dev.firesteel.it.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;

/** The command {@code bin/chaos}; ends with 1 if an answer was wrong or something was left. */
public final class Chaos {
  private final ChaosOptions options;
  private final Trial trial;

  private Chaos(ChaosOptions options) {
    this.options = options;
    this.trial = new Trial(options);
  }

  /** Runs it. */
  public static void main(String[] words) throws Exception {
    ChaosOptions options = ChaosOptions.parse(words);
    System.out.printf(
        Locale.ROOT,
        "%s, %,d records a job, at most %d faults a round, seed %d%n",
        options.master(),
        options.size(),
        options.faults(),
        options.seed());
    List<Report> reports = new ArrayList<>();
    for (String job : options.jobs()) {
      reports.add(new Chaos(options).torment(Workload.named(job, options.size())));
    }
    System.out.println("\n" + Report.header());
    reports.forEach(report -> System.out.println(report.line()));
    int faults = reports.stream().mapToInt(Report::faults).sum();
    if (!reports.stream().allMatch(Report::right)) {
      throw new IllegalStateException("Not all was right; the lines above say what was not");
    }
    System.out.println(
        "\nAll answers are right after " + faults + " faults, and nothing was left.");
  }

  private Report torment(Workload<?> workload) throws Exception {
    Trial.Outcome undisturbed = trial.run(workload, List.of(), Trial.Runs.TWICE);
    Report report = new Report(workload.name(), undisturbed);
    say(workload.name() + ", no faults", undisturbed);
    for (int round = 1; round <= options.rounds(); round++) {
      Random random = new Random(options.seed() * 31 + workload.name().hashCode() + round);
      int faults = 1 + random.nextInt(options.faults());
      long millis = (long) (report.usualSeconds() * 1e3);
      Trial.Outcome outcome =
          trial.run(workload, Fault.plan(random, faults, millis), Trial.Runs.ONCE);
      report.add(outcome);
      say(workload.name() + ", round " + round, outcome);
    }
    return report;
  }

  private static void say(String what, Trial.Outcome outcome) {
    String seconds =
        outcome.seconds().stream()
            .map(s -> String.format(Locale.ROOT, "%.1f s", s))
            .collect(Collectors.joining(", then "));
    String faults =
        outcome.faults().stream().map(Object::toString).collect(Collectors.joining(", "));
    System.out.println(
        what
            + ": "
            + seconds
            + (faults.isEmpty() ? "" : "; " + faults)
            + "; "
            + (outcome.wrong().isEmpty() ? "right" : "WRONG: " + outcome.wrong()));
  }
}
