package dev.firesteel.api.backend;

/** How an executor is ended. */
public enum ReleaseMode {
  /** It may end by itself first (E5). */
  GRACEFUL,
  /** It is killed. */
  NOW
}
