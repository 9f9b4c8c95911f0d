package dev.firesteel.simulation;

import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.ExecutorProgram;
import dev.firesteel.api.backend.InProcessExecutors;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.api.resource.ResourceProfile;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.Placement;
import dev.firesteel.api.topology.RackName;
import dev.firesteel.scheduler.machine.SchedulerSettings;
import dev.firesteel.simulation.cluster.Processes;
import dev.firesteel.simulation.cluster.SimulatedBackend;
import dev.firesteel.simulation.executor.ExecutorSpec;
import dev.firesteel.simulation.executor.SimulatedExecutor;
import dev.firesteel.simulation.fault.Weather;
import dev.firesteel.simulation.lineage.Lineage;
import dev.firesteel.simulation.network.SimulatedNetwork;
import dev.firesteel.simulation.world.Dice;
import dev.firesteel.simulation.world.Timeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The simulated hosts, the network between them, and the executors that run there. */
public final class Machinery implements Processes {
  private final Timeline time;
  private final SchedulerSettings settings;
  private final Lineage lineage;
  private final Weather weather;
  private final SimulatedNetwork network;
  private final SimulatedBackend backend;
  private final List<HostName> hosts = new ArrayList<>();
  private final List<Placement> stores = new ArrayList<>();
  private final Map<ExecutorId, SimulatedExecutor> executors = new LinkedHashMap<>();
  private final int keeps;

  /** Hosts with room for the executors that are wanted, and some more. */
  Machinery(
      Timeline time,
      SchedulerSettings settings,
      Lineage lineage,
      Weather weather,
      Shape.Topology topology,
      Dice dice) {
    this.time = time;
    this.settings = settings;
    this.lineage = lineage;
    this.weather = weather;
    this.network = new SimulatedNetwork(time, weather);
    this.backend = new SimulatedBackend(time, this, weather);
    this.keeps = dice.between(0, 40);
    ResourceProfile profile = settings.defaultProfile();
    int wanted = settings.targets().get(0).executors();
    int racks = dice.between(1, 4);
    for (int room = 0, host = 0; room < wanted + 1 || host < 2; host++) {
      int here = dice.between(1, Math.max(1, Math.min(4, wanted)));
      Resources total = Resources.NONE;
      for (int i = 0; i < here; i++) {
        total = total.plus(profile.executor());
      }
      Placement at =
          new Placement(new HostName("host-" + host), new RackName("/rack-" + host % racks));
      hosts.add(at.host());
      stores.add(at);
      backend.host(topology.told() ? at : Placement.of(at.host()), total);
      room += here;
    }
    for (int store = 0; store < topology.stores(); store++) {
      stores.add(
          new Placement(new HostName("store-" + store), new RackName("/rack-" + store % racks)));
    }
  }

  /** An executor of a previous driver that still runs somewhere, and will dial the new driver. */
  void survivor(int number) {
    ExecutorLaunch launch = launch(new ExecutorId("e-" + number), settings.defaultProfile());
    Placement at = backend.room(launch.profile().executor());
    backend.survivor(launch, at, start(launch, at));
  }

  static ExecutorLaunch launch(ExecutorId executor, ResourceProfile profile) {
    return new ExecutorLaunch(
        executor,
        profile,
        new ExecutorProgram("simulated", List.of(), List.of()),
        List.of(),
        new TreeMap<>());
  }

  @Override
  public InProcessExecutors.Running start(ExecutorLaunch launch, Placement at) {
    long silence = settings.waits().silence().toNanos();
    ExecutorSpec spec =
        new ExecutorSpec(
            launch.executor(),
            at.host().value(),
            launch.profile().slots(),
            keeps,
            Math.max(1, silence / 5),
            silence);
    SimulatedExecutor executor = new SimulatedExecutor(spec, time, network, lineage, weather);
    executors.put(spec.id(), executor);
    executor.start();
    return executor;
  }

  SimulatedNetwork network() {
    return network;
  }

  SimulatedBackend backend() {
    return backend;
  }

  /** The hosts on which executors run. */
  List<HostName> hosts() {
    return hosts;
  }

  /** The hosts that may hold splits: those on which executors run, and some more. */
  List<Placement> stores() {
    return stores;
  }

  /** The executors whose processes live, in the order of their start. */
  List<SimulatedExecutor> living() {
    return executors.values().stream().filter(SimulatedExecutor::alive).toList();
  }

  /** The attempts that an executor has; none if its process does not live. */
  List<TaskId> inHand(ExecutorId id) {
    SimulatedExecutor executor = executors.get(id);
    return executor == null || !executor.alive() ? List.of() : executor.inHand();
  }
}
