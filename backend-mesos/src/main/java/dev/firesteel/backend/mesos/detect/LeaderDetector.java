package dev.firesteel.backend.mesos.detect;

import java.util.List;

/** Says which master leads, and when that changes. */
public interface LeaderDetector extends AutoCloseable {
  /** Begins, once; the listener is told on any thread, one call at a time. */
  void start(Listener listener);

  /** Ends; nothing is told after it has returned but what is under way. */
  @Override
  void close();

  /** A detector for a master URL; with TLS, masters are known by their names first. */
  static LeaderDetector of(MesosMaster master, Naming naming) {
    if (master instanceof MesosMaster.Listed listed) {
      return new ListedMasters(listed.masters());
    }
    return new ZooKeeperElection((MesosMaster.Elected) master, naming);
  }

  /** What to try first of a master that has entered itself in ZooKeeper. */
  enum Naming {
    /** Its address, as Mesos itself does: a name need not be known here. */
    ADDRESS_FIRST,
    /** Its host's name, which its certificate bears. */
    NAME_FIRST
  }

  /** Hears who leads. */
  interface Listener {
    /** One of these leads, or knows who does; to be tried in this order. Replaces what was said. */
    void leader(List<HostPort> candidates);

    /** Nobody can be named now. */
    void none(String why);
  }
}
