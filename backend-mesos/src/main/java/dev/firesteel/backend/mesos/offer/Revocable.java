package dev.firesteel.backend.mesos.offer;

/** Whether resources are taken that the cluster may take away at any time. */
public enum Revocable {
  /** Where there are no others. */
  TAKEN,
  /** They are left to others. */
  LEFT
}
