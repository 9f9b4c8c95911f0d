package dev.firesteel.api.config;

/** In which order those who wait for slots are served. */
public enum SchedulingOrder {
  /** First come, first served. */
  FIFO,
  /** By what each has already, so that all get their share. */
  FAIR
}
