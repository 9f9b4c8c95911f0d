package dev.firesteel.benchmarks.scale;

import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.Placement;
import dev.firesteel.api.topology.RackName;
import dev.firesteel.scheduler.plan.Preferences;
import dev.firesteel.scheduler.plan.WishedHosts;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Hosts in racks, and where the copies of the blocks are. */
final class Topology {
  private static final int COPIES = 3;

  private final List<Placement> hosts = new ArrayList<>();
  private final int[] copies;
  private final int racks;

  Topology(Scenario scenario) {
    racks = scenario.racks();
    for (int host = 0; host < scenario.executors(); host++) {
      hosts.add(
          new Placement(
              new HostName("node-" + host + ".cluster.example.org"),
              new RackName("/room/rack-" + rack(host))));
    }
    boolean three = scenario.preferences() == Scenario.Preference.THREE_COPIES;
    copies = new int[three ? COPIES * scenario.tasks() : 0];
    SplittableRandom random = new SplittableRandom(Scenario.SEED);
    for (int at = 0; at < copies.length; at += COPIES) {
      copies[at] = random.nextInt(hosts.size());
      copies[at + 1] = draw(random, at, 1);
      copies[at + 2] = draw(random, at, 2);
    }
  }

  private int rack(int host) {
    return host % racks;
  }

  /** The second copy goes to another rack, the third to another host of the second's rack. */
  private int draw(SplittableRandom random, int at, int copy) {
    while (true) {
      int host = random.nextInt(hosts.size());
      boolean together = rack(host) == rack(copies[at + copy - 1]);
      if (copy == 1 ? !together : together && host != copies[at + 1]) {
        return host;
      }
    }
  }

  Placement at(int host) {
    return hosts.get(host);
  }

  Preferences preferences() {
    if (copies.length == 0) {
      return Preferences.NONE;
    }
    return partition -> {
      int from = partition * COPIES;
      return WishedHosts.of(
          List.of(
              hosts.get(copies[from]).host(),
              hosts.get(copies[from + 1]).host(),
              hosts.get(copies[from + 2]).host()));
    };
  }

  /** Whether a host has a copy of a task's block. */
  boolean nodeLocal(int partition, int host) {
    if (copies.length == 0) {
      return true;
    }
    int from = partition * COPIES;
    return copies[from] == host || copies[from + 1] == host || copies[from + 2] == host;
  }

  /** Whether a host's rack has a copy of a task's block. */
  boolean rackLocal(int partition, int host) {
    if (copies.length == 0) {
      return true;
    }
    int from = partition * COPIES;
    return rack(copies[from]) == rack(host) || rack(copies[from + 1]) == rack(host);
  }
}
