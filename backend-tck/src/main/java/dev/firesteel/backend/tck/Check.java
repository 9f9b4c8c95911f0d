package dev.firesteel.backend.tck;

/**
 * One situation in which a rule must hold.
 *
 * @param rule the rule
 * @param title the situation, for people
 * @param hint what to look at in the backend when the check fails
 * @param body plays the situation; throws {@link RuleBroken} or any assertion error if the rule
 *     does not hold, {@link NotApplicable} if the situation cannot be had with this backend
 */
record Check(Rule rule, String title, String hint, Body body) {
  /** Plays a situation. */
  interface Body {
    void play(Stage stage) throws Exception;
  }
}
