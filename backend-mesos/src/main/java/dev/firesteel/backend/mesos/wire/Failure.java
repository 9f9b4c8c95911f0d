package dev.firesteel.backend.mesos.wire;

import dev.firesteel.api.error.ErrorCategory;

/**
 * Why something failed.
 *
 * @param kind whether trying again can help
 * @param why the reason, as the end of a sentence
 * @param advice what to do; may be empty
 */
record Failure(Kind kind, ErrorCategory category, String why, String advice) {
  /** What trying again can do. */
  enum Kind {
    /** Nothing: the answer will be the same, whoever leads. */
    FINAL,
    /** Nothing as this framework, which has ended; as another one it may. */
    REMOVED,
    /** Nothing soon: the address is wrong, or what is there is no Mesos. */
    WRONG_ADDRESS,
    /** It may help soon. */
    PASSING
  }

  static Failure last(ErrorCategory category, String why, String advice) {
    return new Failure(Kind.FINAL, category, why, advice);
  }

  static Failure removed(String why, String advice) {
    return new Failure(Kind.REMOVED, ErrorCategory.CLUSTER, why, advice);
  }

  static Failure wrongAddress(String why, String advice) {
    return new Failure(Kind.WRONG_ADDRESS, ErrorCategory.CONFIGURATION, why, advice);
  }

  static Failure passing(String why) {
    return new Failure(Kind.PASSING, ErrorCategory.CLUSTER, why, "");
  }

  static Failure passing(String why, String advice) {
    return new Failure(Kind.PASSING, ErrorCategory.CLUSTER, why, advice);
  }

  /** The same, but another attempt may help. */
  Failure soften() {
    return kind == Kind.WRONG_ADDRESS
        ? new Failure(Kind.PASSING, ErrorCategory.CLUSTER, why, advice)
        : this;
  }

  /** The reason and, if there is any, the advice in brackets. */
  String text() {
    return advice.isEmpty() ? why : why + " (" + advice + ")";
  }
}
