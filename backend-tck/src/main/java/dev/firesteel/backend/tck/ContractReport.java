package dev.firesteel.backend.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All rules checked against one backend, such as a live cluster's, and the table of results. */
public final class ContractReport {
  private final List<Row> rows;
  private final Map<Rule, List<String>> broken;

  private ContractReport(List<Row> rows, Map<Rule, List<String>> broken) {
    this.rows = List.copyOf(rows);
    this.broken = new EnumMap<>(broken);
  }

  /**
   * A line of the table.
   *
   * @param rule the rule
   * @param situation the situation in which it was checked
   * @param outcome what was found
   */
  public record Row(Rule rule, String situation, Outcome outcome) {}

  /** Hears of each check as it is done. */
  public interface Progress {
    /** A check begins, as the {@code number}th of so many. */
    default void starts(int number, int of, Rule rule, String situation) {}

    /** A check is done. */
    void done(Row row);
  }

  /** Checks all rules. */
  public static ContractReport of(BackendFixture fixture) {
    return of(fixture, row -> {});
  }

  /** Checks all rules and tells of each check. */
  public static ContractReport of(BackendFixture fixture, Progress progress) {
    Verifier verifier = new Verifier(fixture);
    List<Row> rows = new ArrayList<>();
    Map<Rule, List<String>> broken = new EnumMap<>(Rule.class);
    List<Check> checks = Verifier.checks();
    for (Check check : checks) {
      progress.starts(rows.size() + 1, checks.size(), check.rule(), check.title());
      Verifier.Finding finding = verifier.play(check);
      Row row = new Row(check.rule(), check.title(), finding.outcome());
      rows.add(row);
      progress.done(row);
      finding.others().forEach((rule, problems) -> add(broken, rule, problems));
      if (finding.outcome() instanceof Outcome.Failed failed) {
        add(broken, check.rule(), failed.problems());
      }
    }
    return new ContractReport(rows, broken);
  }

  private static void add(Map<Rule, List<String>> broken, Rule rule, List<String> problems) {
    broken.computeIfAbsent(rule, r -> new ArrayList<>()).addAll(problems);
  }

  /** The table's lines, in the order of the rules. */
  public List<Row> rows() {
    return rows;
  }

  /** The rules that do not hold, whichever check has shown it. */
  public Set<Rule> broken() {
    return Set.copyOf(broken.keySet());
  }

  /** Whether no rule was seen broken. Skipped checks do not count; the table shows them. */
  public boolean passed() {
    return broken.isEmpty();
  }

  /** Prints the table, the problems and a summary. */
  public void print(Appendable to) {
    try {
      to.append(line("rule", "result", "situation")).append('\n');
      for (Row row : rows) {
        to.append(line(row.rule().name(), word(row.outcome()), row.situation()));
        to.append(detail(row.outcome()).map(text -> " (" + text + ")").orElse("")).append('\n');
      }
      for (Map.Entry<Rule, List<String>> entry : broken.entrySet()) {
        to.append('\n')
            .append(String.join("\n", new LinkedHashSet<>(entry.getValue())))
            .append('\n');
      }
      to.append('\n').append(summary()).append('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot print the report", e);
    }
  }

  private String summary() {
    long passed = rows.stream().filter(r -> r.outcome() instanceof Outcome.Passed).count();
    long skipped = rows.stream().filter(r -> r.outcome() instanceof Outcome.Skipped).count();
    return passed
        + " of "
        + rows.size()
        + " checks passed, "
        + skipped
        + " skipped; rules broken: "
        + (broken.isEmpty() ? "none" : broken.keySet());
  }

  private static String line(String rule, String result, String situation) {
    return String.format(Locale.ROOT, "%-5s %-8s %s", rule, result, situation);
  }

  private static String word(Outcome outcome) {
    return outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private static Optional<String> detail(Outcome outcome) {
    if (outcome instanceof Outcome.Skipped skipped) {
      return Optional.of(skipped.reason());
    }
    if (outcome instanceof Outcome.Blocked blocked) {
      return Optional.of("because " + blocked.by() + " is broken");
    }
    return Optional.empty();
  }
}
