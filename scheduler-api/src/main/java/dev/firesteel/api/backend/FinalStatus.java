package dev.firesteel.api.backend;

/** How an application ended. */
public enum FinalStatus {
  /** Its main method returned. */
  SUCCEEDED,
  /** Its main method threw, or the engine failed. */
  FAILED,
  /** It was cancelled. */
  KILLED
}
