package dev.firesteel.benchmarks.compare;

/**
 * What one process measures.
 *
 * @param peer whose engine
 * @param master on which cluster: a master's URL, or {@link Peer#NONE}
 * @param bench which benchmark
 */
record Cell(Peer peer, String master, String bench) {
  @Override
  public String toString() {
    return peer.label() + " " + bench + (master.equals(Peer.NONE) ? "" : " on " + master);
  }
}
