package dev.firesteel.backend.mesos.offer;

/**
 * Why offers of an agent do not help a profile.
 *
 * @param kind the kind of reason
 * @param phrase what stands behind a number of offers: {@code lacked 4096 MiB}
 */
record Veto(Kind kind, String phrase) {
  /** Kinds of reasons. */
  enum Kind {
    /** Too little of something is free there. */
    LACKS,
    /** The core wants nothing on the host. */
    EXCLUDED,
    /** An attribute is not as wanted. */
    CONSTRAINT,
    /** The host goes down for maintenance. */
    MAINTENANCE,
    /** The agent has as many executors as may be. */
    AGENT_LIMIT,
    /** The application has as many cores as may be. */
    TOTAL_LIMIT,
    /** The agent has GPUs, and none is needed. */
    GPUS_IDLE,
    /** The core declined it for a time. */
    DECLINED
  }

  static final Veto EXCLUDED = new Veto(Kind.EXCLUDED, "excluded host");
  static final Veto MAINTENANCE = new Veto(Kind.MAINTENANCE, "about to go down for maintenance");
  static final Veto GPUS_IDLE = new Veto(Kind.GPUS_IDLE, "with GPUs, left to those who need them");
  static final Veto DECLINED = new Veto(Kind.DECLINED, "declined a moment ago");

  static Veto lacks(String resource, Need need) {
    long amount = need.thousandths().getOrDefault(resource, 0L);
    return new Veto(Kind.LACKS, "lacked " + Need.text(resource, amount));
  }

  static Veto constraint(String attribute) {
    return new Veto(Kind.CONSTRAINT, "against constraint '" + attribute + "'");
  }

  static Veto agentLimit(int executors) {
    return new Veto(
        Kind.AGENT_LIMIT, "on agents that have " + executors + " executors, the most allowed");
  }

  static Veto totalLimit(int cores) {
    return new Veto(Kind.TOTAL_LIMIT, "beyond the limit of " + cores + " cores in total");
  }
}
