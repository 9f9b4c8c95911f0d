package dev.firesteel.scheduler.executors;

import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.Placement;
import dev.firesteel.api.topology.RackName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Hosts and racks by number, counted from 0 in the order they were named first, so that what is
 * known of them can stand in arrays: which executors there take tasks, and which hosts make a rack.
 * A host's rack is known since an executor was ready on it; until then it is {@link #NOWHERE}.
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
  private int[] rackOf = new int[16];
  private int racksInUse;

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

  /** How many executors in a rack take tasks. */
  public int readyIn(int rack) {
    return readyIn.get(rack);
  }

  /** The hosts of a rack; later ones are added at the end. */
  public List<Integer> hostsIn(int rack) {
    return hostsIn.get(rack);
  }

  /** Whether executors in more than one rack take tasks, so that racks make a difference. */
  public boolean manyRacks() {
    return racksInUse > 1;
  }

  /** The hosts on which executors became ready, in the order of that; grows only. */
  public List<Integer> arrivals() {
    return arrivals;
  }

  /** An executor takes tasks from now on. */
  void ready(Executor executor) {
    Placement at = executor.at();
    int host = number(at.host());
    int rack = rack(host, at.rack());
    executor.at(host, rack);
    readyOn.get(host).add(executor);
    racksInUse += readyIn.get(rack) == 0 ? 1 : 0;
    readyIn.set(rack, readyIn.get(rack) + 1);
    arrivals.add(host);
  }

  private int rack(int host, RackName name) {
    Integer known = racks.get(name);
    int rack = known == null ? racks.size() : known;
    if (known == null) {
      racks.put(name, rack);
      readyIn.add(0);
      hostsIn.add(new ArrayList<>());
    }
    if (rackOf[host] == NOWHERE) {
      rackOf[host] = rack;
      hostsIn.get(rack).add(host);
    }
    return rack;
  }

  /** An executor that took tasks does so no longer. */
  void unready(Executor executor) {
    readyOn.get(executor.host()).remove(executor);
    readyIn.set(executor.rack(), readyIn.get(executor.rack()) - 1);
    racksInUse -= readyIn.get(executor.rack()) == 0 ? 1 : 0;
  }
}
