package dev.firesteel.backend.mesos.dispatcher;

/** What a driver writes to. */
public enum LogStream {
  /** Standard output. */
  STDOUT,
  /** Standard error. */
  STDERR
}
