package dev.firesteel.mesos.test;

/** What a framework said to the maintenance of an agent. */
public enum MaintenanceAnswer {
  /** It will leave. */
  ACCEPTED,
  /** It would rather not. */
  DECLINED
}
