package dev.firesteel.backend.tck;

/** A rule does not hold; perhaps another one than the rule under check. */
final class RuleBroken extends AssertionError {
  private static final long serialVersionUID = 1L;

  private final Rule rule;

  RuleBroken(Rule rule, String message) {
    super(message);
    this.rule = rule;
  }

  Rule rule() {
    return rule;
  }
}
