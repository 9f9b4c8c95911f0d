package dev.firesteel.api.backend;

/** What a backend can do beyond the least that the rules ask. */
public enum Capability {
  /** Offers are made one executor at a time and never more than are missing (D3). */
  EXACT_OFFERS,
  /** Executors run in processes of their own, so that one can be killed without the driver. */
  PROCESSES,
  /**
   * Executors may run on other machines than the driver: driver and executors listen on the
   * network, and each executor serves under the name of the host of its offer.
   */
  REMOTE_HOSTS,
  /** The backend knows racks. */
  RACKS,
  /** Named extra resources, such as GPUs, can be had. */
  EXTRA_RESOURCES,
  /** Executors survive their driver and are handed to the next one. */
  RECOVERY,
  /** The cluster runs drivers too. */
  CLUSTER_DEPLOY_MODE
}
