package dev.firesteel.scheduler.placement;

import dev.firesteel.scheduler.executors.Hosts;
import java.util.Arrays;
import java.util.List;

/**
 * The pending tasks of a rack: those of its hosts, host by host. Keeps only which host of each rack
 * comes next; those before it have nothing.
 */
final class RackQueues {
  private final PlaceQueues byHost;
  private final Hosts hosts;
  private int[] next = new int[0];

  RackQueues(PlaceQueues byHost, Hosts hosts) {
    this.byHost = byHost;
    this.hosts = hosts;
  }

  /** A task that wishes a host is pending again. */
  void changed(int host) {
    int rack = hosts.rackOf(host);
    if (rack >= 0 && rack < next.length) {
      next[rack] = 0;
    }
  }

  /** Takes a task that wishes a host of the rack; -1 if there is none. */
  int poll(int rack) {
    return any(rack) ? byHost.poll(hosts.hostsIn(rack).get(next[rack])) : -1;
  }

  /** Whether pending tasks wish hosts of a rack. */
  boolean any(int rack) {
    if (rack == Hosts.NOWHERE) {
      return false;
    }
    if (rack >= next.length) {
      next = Arrays.copyOf(next, hosts.racks());
    }
    List<Integer> there = hosts.hostsIn(rack);
    while (next[rack] < there.size()) {
      int host = there.get(next[rack]);
      if (hosts.rackOf(host) == rack && byHost.any(host)) {
        return true;
      }
      next[rack]++;
    }
    return false;
  }
}
