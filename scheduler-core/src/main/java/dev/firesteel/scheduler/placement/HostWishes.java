package dev.firesteel.scheduler.placement;

import dev.firesteel.scheduler.executors.Executor;
import dev.firesteel.scheduler.executors.Hosts;
import dev.firesteel.scheduler.plan.WishedHosts;
import org.jspecify.annotations.Nullable;

/** The pending tasks that wish hosts, and so the racks of these hosts, in second place. */
final class HostWishes {
  private final byte[] states;
  private final PlaceQueues queues;
  private final RackQueues racks;
  private final Hosts hosts;
  private final Candidates hostCandidates = new Candidates();
  private final Candidates rackCandidates = new Candidates();
  private final Touched touched = new Touched();
  private @Nullable PlaceQueues inMemory;
  private int arrivals;

  HostWishes(byte[] states, Hosts hosts) {
    this.states = states;
    queues = new PlaceQueues(states);
    racks = new RackQueues(queues, hosts);
    this.hosts = hosts;
    arrivals = hosts.arrivals().size();
  }

  /** A task wishes the hosts that hold its input, at the beginning. */
  void begin(WishedHosts wished, int task) {
    for (int i = 0; i < wished.hosts().size(); i++) {
      int host = number(wished, i);
      if (i < wished.inMemory()) {
        inMemory().stage(host, task);
      }
      begin(host, task);
    }
  }

  /** A task wishes the host of an executor, at the beginning. */
  void begin(Executor executor, int task) {
    begin(hosts.number(executor.at().host()), task);
  }

  private void begin(int host, int task) {
    queues.stage(host, task);
    if (touched.add(host)) {
      candidate(host);
    }
  }

  /** All that is there at the beginning is told. */
  void begun() {
    queues.sort(hosts.size());
    if (inMemory != null) {
      inMemory.sort(hosts.size());
    }
  }

  /** A task that is pending again wishes the hosts that hold its input. */
  void add(WishedHosts wished, int task) {
    for (int i = 0; i < wished.hosts().size(); i++) {
      int host = number(wished, i);
      if (i < wished.inMemory()) {
        inMemory().add(host, task);
      }
      add(host, task);
    }
  }

  /** A task that is pending again wishes the host of an executor. */
  void add(Executor executor, int task) {
    add(hosts.number(executor.at().host()), task);
  }

  private void add(int host, int task) {
    queues.add(host, task);
    racks.changed(host);
    touched.add(host);
    candidate(host);
  }

  private int number(WishedHosts wished, int index) {
    int host = hosts.number(wished.hosts().get(index));
    if (!wished.racks().isEmpty() && hosts.rackOf(host) == Hosts.NOWHERE) {
      hosts.learn(host, wished.racks().get(index));
    }
    return host;
  }

  /** What hosts hold in memory; all of it stands in {@link #queues} too. */
  private PlaceQueues inMemory() {
    PlaceQueues known = inMemory;
    if (known == null) {
      known = new PlaceQueues(states);
      inMemory = known;
    }
    return known;
  }

  private void candidate(int host) {
    hostCandidates.add(host);
    if (hosts.rackOf(host) != Hosts.NOWHERE) {
      rackCandidates.add(hosts.rackOf(host));
    }
  }

  /** Takes a task that wishes the host, for its memory if one does; -1 if there is none. */
  int pollHost(int host) {
    int task = inMemory == null ? -1 : inMemory.poll(host);
    return task >= 0 ? task : queues.poll(host);
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
