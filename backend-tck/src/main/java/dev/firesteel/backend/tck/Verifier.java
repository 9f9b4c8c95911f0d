package dev.firesteel.backend.tck;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Plays checks and attributes what they find to rules. */
final class Verifier {
  private final BackendFixture fixture;
  private final Set<Rule> broken = EnumSet.noneOf(Rule.class);
  private boolean unreachable;

  Verifier(BackendFixture fixture) {
    this.fixture = fixture;
  }

  /** All checks, chapter by chapter. */
  static List<Check> checks() {
    return Stream.of(
            LifeRules.all(),
            ThreadRules.all(),
            DemandRules.all(),
            OfferRules.all(),
            ExecutorRules.all(),
            ProviderRules.all())
        .flatMap(List::stream)
        .sorted((one, other) -> one.rule().compareTo(other.rule()))
        .toList();
  }

  /**
   * What a check found.
   *
   * @param outcome for the rule under check
   * @param others what else was seen to be broken on the way
   */
  record Finding(Outcome outcome, Map<Rule, List<String>> others) {}

  /** Without a connection nothing can be said of other rules. */
  Finding play(Check check) {
    if (unreachable && check.rule() != Rule.L1) {
      return new Finding(new Outcome.Blocked(Rule.L1), Map.of());
    }
    Map<Rule, List<String>> found = new EnumMap<>(Rule.class);
    String skipped = playOn(check, found);
    List<String> own = found.remove(check.rule());
    broken.addAll(found.keySet());
    if (own != null) {
      broken.add(check.rule());
      return new Finding(new Outcome.Failed(own), found);
    }
    if (!found.isEmpty()) {
      return new Finding(new Outcome.Blocked(found.keySet().iterator().next()), found);
    }
    return new Finding(
        skipped.isEmpty() ? new Outcome.Passed() : new Outcome.Skipped(skipped), found);
  }

  /** Returns why the check was skipped, or the empty text. */
  private String playOn(Check check, Map<Rule, List<String>> found) {
    String skipped = "";
    Stage stage;
    try {
      stage = new Stage(fixture, broken);
    } catch (IOException | RuntimeException e) {
      add(found, check, new AssertionError("Cannot open a backend: " + e, e));
      return skipped;
    }
    try {
      check.body().play(stage);
    } catch (NotApplicable e) {
      skipped = String.valueOf(e.getMessage());
    } catch (Exception | AssertionError e) {
      add(found, check, e);
    }
    try {
      stage.close();
    } catch (IOException | RuntimeException | AssertionError e) {
      if (found.isEmpty()) { // otherwise it follows from what was found already
        add(found, check, e);
      }
    }
    unreachable |= found.containsKey(Rule.L1) && !stage.events().all(Heard.Failed.class).isEmpty();
    for (RuleBroken seen : stage.events().order(OrderRules::take)) {
      add(found, check, seen);
    }
    Set<Rule> seen = Set.copyOf(found.keySet());
    found.keySet().removeIf(rule -> rule.bases().stream().anyMatch(seen::contains));
    return skipped;
  }

  private static void add(Map<Rule, List<String>> found, Check check, Throwable problem) {
    Rule rule = problem instanceof RuleBroken named ? named.rule() : check.rule();
    String text = "[" + rule + "] " + rule.text() + ": " + problem.getMessage();
    String hint = rule == check.rule() ? "\nLook at: " + check.hint() : "";
    found.computeIfAbsent(rule, r -> new ArrayList<>()).add(text + hint);
  }
}
