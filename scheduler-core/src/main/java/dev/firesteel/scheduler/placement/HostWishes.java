package dev.firesteel.scheduler.placement;

import dev.firesteel.api.topology.HostName;
import dev.firesteel.scheduler.executors.Hosts;

/** The pending tasks that wish hosts, and so the racks of these hosts, in second place. */
final class HostWishes {
  private final PlaceQueues queues;
  private final RackQueues racks;
  private final Hosts hosts;
  private final Candidates hostCandidates = new Candidates();
  private final Candidates rackCandidates = new Candidates();
  private final Touched touched = new Touched();
  private int arrivals;

  HostWishes(byte[] states, Hosts hosts) {
    queues = new PlaceQueues(states);
    racks = new RackQueues(queues, hosts);
    this.hosts = hosts;
    arrivals = hosts.arrivals().size();
  }

  /** A task wishes a host, at the beginning. */
  void begin(HostName name, int task) {
    int host = hosts.number(name);
    queues.stage(host, task);
    if (touched.add(host)) {
      candidate(host);
    }
  }

  /** All that is there at the beginning is told. */
  void begun() {
    queues.sort(hosts.size());
  }

  /** A task that is pending again wishes a host. */
  void add(HostName name, int task) {
    int host = hosts.number(name);
    queues.add(host, task);
    racks.changed(host);
    touched.add(host);
    candidate(host);
  }

  private void candidate(int host) {
    hostCandidates.add(host);
    if (hosts.rackOf(host) != Hosts.NOWHERE) {
      rackCandidates.add(hosts.rackOf(host));
    }
  }

  /** Takes a task that wishes the host; -1 if there is none. */
  int pollHost(int host) {
    return queues.poll(host);
  }

  /** Takes a task that wishes a host of the rack; -1 if there is none, or there is but one rack. */
  int pollRack(int rack) {
    return hosts.manyRacks() ? racks.poll(rack) : -1;
  }

  /** Whether executors take tasks on a host that a pending task wishes. */
  boolean worthWaiting() {
    noteArrivals();
    return hostCandidates.any(host -> !hosts.readyOn(host).isEmpty() && queues.any(host));
  }

  /** Whether executors take tasks in a rack that a pending task wishes. */
  boolean worthWaitingInRacks() {
    noteArrivals();
    return hosts.manyRacks()
        && rackCandidates.any(rack -> hosts.readyIn(rack) > 0 && racks.any(rack));
  }

  private void noteArrivals() {
    for (; arrivals < hosts.arrivals().size(); arrivals++) {
      candidate(hosts.arrivals().get(arrivals));
    }
  }

  /** The numbers of the hosts that newly pending tasks wish; forgotten by the call. */
  int[] touched() {
    return touched.take();
  }
}
