package dev.firesteel.devcluster;

/**
 * The YARN part of a cluster: a ResourceManager and some NodeManagers.
 *
 * @param nodeManagers how many hosts of the cluster, from the first on, have a NodeManager
 * @param memoryMebibytes what each NodeManager offers
 * @param vcores what each NodeManager offers
 */
public record YarnSpec(int nodeManagers, int memoryMebibytes, int vcores) {
  /** Checks that there is something of each. */
  public YarnSpec {
    if (nodeManagers < 1 || memoryMebibytes < 1 || vcores < 1) {
      throw new IllegalArgumentException(
          "YARN needs at least 1 NodeManager, 1 MiB and 1 vcore, not "
              + nodeManagers
              + ", "
              + memoryMebibytes
              + " and "
              + vcores);
    }
  }
}
