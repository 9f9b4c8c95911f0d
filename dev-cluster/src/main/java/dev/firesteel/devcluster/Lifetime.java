package dev.firesteel.devcluster;

/** How long daemons live. */
public enum Lifetime {
  /** They end with the JVM that started them, however that ends. */
  WITH_STARTER,
  /** They stay until they are told to end. */
  DETACHED
}
