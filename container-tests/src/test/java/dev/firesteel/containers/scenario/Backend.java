package dev.firesteel.containers.scenario;

import java.util.Locale;

/** A cluster manager that runs on the cluster of containers. */
public enum Backend {
  YARN("yarn"),
  MESOS("mesos://zk://head:2181/mesos");

  private final String master;

  Backend(String master) {
    this.master = master;
  }

  /** For {@code --master}. */
  public String master() {
    return master;
  }

  /** Such as {@code yarn}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
