package dev.firesteel.simulation;

import dev.firesteel.api.backend.BackendFailure;
import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.scheduler.machine.Event;
import dev.firesteel.simulation.executor.SimulatedExecutor;
import dev.firesteel.simulation.fault.Climate;
import dev.firesteel.simulation.fault.Fault;
import dev.firesteel.simulation.network.Peer;
import dev.firesteel.simulation.network.SimulatedChannel;
import dev.firesteel.simulation.network.SimulatedNetwork;
import dev.firesteel.simulation.world.Dice;
import dev.firesteel.simulation.world.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Causes faults from time to time, and mends at the end what can be mended. */
final class Storm {
  private static final long MILLISECOND = 1_000_000;
  private static final long SECOND = 1_000 * MILLISECOND;

  private final Timeline time;
  private final Dice dice;
  private final Climate climate;
  private final Machinery machinery;
  private final Consumer<String> remark;
  private final Consumer<Event> loop;
  private final Runnable stopEarly;
  private final List<HostName> lost = new ArrayList<>();
  private final List<SimulatedExecutor> frozen = new ArrayList<>();
  private final long pace;
  private int strangers;

  Storm(
      Timeline time,
      Dice dice,
      Climate climate,
      Machinery machinery,
      Consumer<String> remark,
      Consumer<Event> loop,
      Runnable stopEarly) {
    this.time = time;
    this.dice = dice;
    this.climate = climate;
    this.machinery = machinery;
    this.remark = remark;
    this.loop = loop;
    this.stopEarly = stopEarly;
    this.pace = dice.magnitude(2 * MILLISECOND, SECOND);
  }

  void begin() {
    time.after(dice.between(1, 2 * pace), this::blow);
  }

  private void blow() {
    if (climate.isOver()) {
      return;
    }
    begin();
    strike(
        Fault.EXECUTOR_KILLED, () -> some(e -> machinery.backend().kill(e.spec().id(), cause())));
    strike(Fault.EXECUTOR_LEAVES, () -> some(e -> e.leave("by chance", 1)));
    strike(Fault.EXECUTOR_FROZEN, () -> some(this::freeze));
    strike(Fault.OUTPUT_LOST, () -> some(SimulatedExecutor::damage));
    strike(Fault.BLOCKS_EVICTED, () -> some(e -> e.evict(dice.between(1, 5))));
    strike(
        Fault.PREEMPTED,
        () ->
            some(
                e ->
                    machinery
                        .backend()
                        .preempt(e.spec().id(), Duration.ofMillis(dice.magnitude(10L, 30_000L)))));
    strike(Fault.HOST_LOST, this::loseHost);
    strike(Fault.HOST_ISOLATED, this::isolate);
    strike(Fault.CHANNEL_CUT, () -> channel(c -> c.cut("the connection broke")));
    strike(
        Fault.CHANNEL_STALLED,
        () -> channel(c -> c.stall(dice.magnitude(MILLISECOND, 30 * SECOND))));
    strike(Fault.OFFER_RESCINDED, this::rescind);
    strike(Fault.CLUSTER_AWAY, this::disconnect);
    strike(Fault.STRANGER, this::stranger);
    strike(
        Fault.DECOMMISSIONED,
        () ->
            some(
                e ->
                    loop.accept(
                        new Event.DecommissionWanted(
                            e.spec().id(),
                            Duration.ofMillis(dice.magnitude(10L, 30_000L)),
                            "by chance"))));
    strike(Fault.STOPPED_EARLY, stopEarly);
    strike(
        Fault.CLUSTER_FAILED,
        () ->
            machinery
                .backend()
                .fail(new BackendFailure(ErrorCategory.CLUSTER, "the cluster is gone by chance")));
  }

  private void strike(Fault fault, Runnable what) {
    if (climate.strikes(fault)) {
      remark.accept(fault.toString());
      what.run();
    }
  }

  private LossCause cause() {
    return dice.pick(
        List.of(
            LossCause.EXITED,
            LossCause.EXITED,
            LossCause.MEMORY_EXCEEDED,
            LossCause.DISK_FAILED,
            LossCause.KILLED_BY_USER));
  }

  private void some(Consumer<SimulatedExecutor> what) {
    List<SimulatedExecutor> living = machinery.living();
    if (!living.isEmpty()) {
      SimulatedExecutor victim = dice.pick(living);
      remark.accept("  to " + victim.spec().id());
      what.accept(victim);
    }
  }

  private void channel(Consumer<SimulatedChannel> what) {
    List<SimulatedChannel> channels = machinery.network().channels();
    if (!channels.isEmpty()) {
      what.accept(dice.pick(channels));
    }
  }

  private void freeze(SimulatedExecutor executor) {
    executor.freeze();
    frozen.add(executor);
    time.after(dice.magnitude(10 * MILLISECOND, 60 * SECOND), executor::thaw);
  }

  private void loseHost() {
    HostName host = dice.pick(machinery.hosts());
    if (dice.chance(0.7)) {
      machinery.network().isolate(host.value());
    }
    machinery.backend().loseHost(host);
    lost.add(host);
    time.after(dice.magnitude(SECOND, 60 * SECOND), () -> comeBack(host));
  }

  private void comeBack(HostName host) {
    machinery.network().heal(host.value());
    machinery.backend().returnHost(host);
  }

  private void isolate() {
    HostName host = dice.pick(machinery.hosts());
    machinery.network().isolate(host.value());
    lost.add(host);
    time.after(dice.magnitude(SECOND, 60 * SECOND), () -> machinery.network().heal(host.value()));
  }

  private void rescind() {
    List<OfferId> open = machinery.backend().open();
    if (!open.isEmpty()) {
      machinery.backend().rescind(dice.pick(open));
    }
  }

  private void disconnect() {
    machinery.backend().disconnect();
    time.after(dice.magnitude(MILLISECOND, 30 * SECOND), machinery.backend()::reconnect);
  }

  private void stranger() {
    ExecutorId id = new ExecutorId("stranger-" + strangers++);
    machinery
        .network()
        .dial(
            new ToDriver.Register(id, "nowhere", new BlockAddress(id, "nowhere", 7), 1),
            new Peer() {
              @Override
              public void received(List<ToExecutor> messages) {}

              @Override
              public void disconnected(String why) {}
            },
            new SimulatedNetwork.Answer() {
              @Override
              public void connected(SimulatedChannel channel) {}

              @Override
              public void refused(String why) {}
            });
  }

  /** Faults stop: hosts come back, the network heals, the cluster is there, processes run. */
  void end() {
    climate.end();
    lost.forEach(this::comeBack);
    machinery.backend().reconnect();
    frozen.forEach(SimulatedExecutor::thaw);
  }
}
