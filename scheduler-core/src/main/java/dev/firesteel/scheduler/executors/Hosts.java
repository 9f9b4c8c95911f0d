package dev.firesteel.scheduler.executors;

import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.Placement;
import dev.firesteel.api.topology.RackName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Hosts and racks by number, counted from 0 in the order they were named first, so that what is
 * known of them can stand in arrays: which executors there take tasks, and which hosts make a rack.
 *
 * <p>The rack of a host is learned from the backend, which places an executor there, or else from a
 * split, whose storage knows the racks of hosts that never had an executor. The backend's word is
 * stronger; else the first word holds. The default rack means that nobody knows: {@link #NOWHERE}.
 */
public final class Hosts {
  /** The number of no rack. */
  public static final int NOWHERE = -1;

  private final Map<HostName, Integer> hosts = new HashMap<>();
  private final Map<RackName, Integer> racks = new HashMap<>();
  private final List<List<Executor>> readyOn = new ArrayList<>();
  private final List<Integer> readyIn = new ArrayList<>();
  private final List<List<Integer>> hostsIn = new ArrayList<>();
  private final List<Integer> arrivals = new ArrayList<>();
  private final List<List<Executor>> presentOn = new ArrayList<>();
  private final BitSet told = new BitSet();
  private int[] rackOf = new int[16];
  private int racksInUse;
  private int readyNowhere;

  Hosts() {}

  /** The number of a host. */
  public int number(HostName host) {
    Integer known = hosts.get(host);
    if (known != null) {
      return known;
    }
    int number = hosts.size();
    hosts.put(host, number);
    readyOn.add(new ArrayList<>(1));
    presentOn.add(List.of());
    if (number == rackOf.length) {
      rackOf = Arrays.copyOf(rackOf, 2 * number);
    }
    rackOf[number] = NOWHERE;
    return number;
  }

  /** How many hosts have numbers. */
  public int size() {
    return hosts.size();
  }

  /** How many racks have numbers. */
  public int racks() {
    return racks.size();
  }

  /** The rack of a host, or {@link #NOWHERE}. */
  public int rackOf(int host) {
    return rackOf[host];
  }

  /** The executors on a host that take tasks. */
  public List<Executor> readyOn(int host) {
    return readyOn.get(host);
  }

  /** The executors on a host that registered and are not gone, whether they take tasks or not. */
  public List<Executor> presentOn(int host) {
    return presentOn.get(host);
  }

  /** How many executors in a rack take tasks. */
  public int readyIn(int rack) {
    return readyIn.get(rack);
  }

  /**
   * The hosts of a rack; later ones are added at the end. One of which the backend told another
   * rack later is still among them, so {@link #rackOf} has the last word.
   */
  public List<Integer> hostsIn(int rack) {
    return hostsIn.get(rack);
  }

  /** Whether executors in more than one rack take tasks, so that racks make a difference. */
  public boolean manyRacks() {
    return racksInUse + (readyNowhere > 0 ? 1 : 0) > 1;
  }

  /** The hosts on which executors became ready or whose rack became known; grows only. */
  public List<Integer> arrivals() {
    return arrivals;
  }

  /** A split says in which rack a host is. */
  public void learn(int host, RackName name) {
    if (rackOf[host] != NOWHERE || name.equals(RackName.DEFAULT)) {
      return;
    }
    settle(host, number(name));
    arrivals.add(host);
  }

  private void settle(int host, int rack) {
    rackOf[host] = rack;
    hostsIn.get(rack).add(host);
    for (Executor executor : readyOn.get(host)) {
      if (executor.at().rack().equals(RackName.DEFAULT)) {
        leaves(executor);
        enters(executor, rack);
      }
    }
  }

  /** An executor registered. */
  void present(Executor executor) {
    int host = number(executor.at().host());
    List<Executor> there = new ArrayList<>(presentOn.get(host));
    there.add(executor);
    presentOn.set(host, there);
  }

  /** An executor is gone. */
  void absent(Executor executor) {
    Integer host = hosts.get(executor.at().host());
    if (host != null && presentOn.get(host).contains(executor)) {
      presentOn.get(host).remove(executor);
    }
  }

  /** An executor takes tasks from now on. */
  void ready(Executor executor) {
    Placement at = executor.at();
    int host = number(at.host());
    executor.host(host);
    enters(executor, at.rack().equals(RackName.DEFAULT) ? rackOf[host] : told(host, at.rack()));
    readyOn.get(host).add(executor);
    arrivals.add(host);
  }

  private int told(int host, RackName name) {
    int rack = number(name);
    if (!told.get(host)) {
      told.set(host);
      if (rackOf[host] != rack) {
        settle(host, rack);
      }
    }
    return rack;
  }

  private int number(RackName name) {
    Integer known = racks.get(name);
    if (known != null) {
      return known;
    }
    racks.put(name, racks.size());
    readyIn.add(0);
    hostsIn.add(new ArrayList<>());
    return racks.size() - 1;
  }

  /** An executor that took tasks does so no longer. */
  void unready(Executor executor) {
    readyOn.get(executor.host()).remove(executor);
    leaves(executor);
  }

  private void enters(Executor executor, int rack) {
    executor.rack(rack);
    if (rack == NOWHERE) {
      readyNowhere++;
    } else {
      racksInUse += readyIn.get(rack) == 0 ? 1 : 0;
      readyIn.set(rack, readyIn.get(rack) + 1);
    }
  }

  private void leaves(Executor executor) {
    int rack = executor.rack();
    if (rack == NOWHERE) {
      readyNowhere--;
    } else {
      readyIn.set(rack, readyIn.get(rack) - 1);
      racksInUse -= readyIn.get(rack) == 0 ? 1 : 0;
    }
  }
}
