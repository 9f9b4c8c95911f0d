package dev.firesteel.backend.mesos.wire;

import dev.firesteel.api.backend.MasterUrl;
import dev.firesteel.backend.mesos.detect.HostPort;
import dev.firesteel.backend.mesos.detect.LeaderDetector;
import dev.firesteel.backend.mesos.detect.MesosMaster;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** A wire on masters and a clock that a test steps. */
final class WireRig implements LeaderDetector {
  static final HostPort A = new HostPort("a", 5050);
  static final HostPort B = new HostPort("b", 5050);
  static final Duration PATIENCE = Duration.ofSeconds(5);

  final HandTimer timer = new HandTimer();
  final FakeTransport masters = new FakeTransport();
  final HeardEvents heard = new HeardEvents();
  final SubscribedWire wire;
  private final MesosMaster master;
  private Listener election;
  LinkageError detectorFailure;
  boolean detectorClosed;

  WireRig(String url) {
    master = MesosMaster.parse(new MasterUrl(url));
    Loop loop = new Loop(timer);
    wire =
        new SubscribedWire(
            master, this, masters, loop, new Pauses(new SplittableRandom(7)), PATIENCE);
  }

  /** One master, asked to subscribe. */
  static WireRig started() {
    return new WireRig("mesos://a:5050").start();
  }

  /** One master that has subscribed framework f with stream s1. */
  static WireRig subscribed() {
    WireRig rig = started();
    rig.masters.last().subscribed("s1", "f");
    rig.timer.run();
    rig.heard.drain();
    return rig;
  }

  WireRig start() {
    return start(FrameworkInfo.newBuilder().setName("n").setUser("u").build());
  }

  WireRig start(FrameworkInfo framework) {
    wire.start(framework, heard);
    timer.run();
    return this;
  }

  WireRig call(Call.Type... types) {
    for (Call.Type type : types) {
      wire.call(Call.newBuilder().setType(type).build());
    }
    timer.run();
    return this;
  }

  /** The answers to the oldest call that has none. */
  FakeTransport.Posted posted() {
    return masters.posted.remove();
  }

  void elect(HostPort... candidates) {
    election.leader(List.of(candidates));
    timer.run();
  }

  void nobodyLeads(String why) {
    election.none(why);
    timer.run();
  }

  /** Lets the longest pause pass. */
  void pause() {
    timer.pass(Duration.ofSeconds(15));
  }

  static Event offers() {
    return Event.newBuilder().setType(Event.Type.OFFERS).build();
  }

  @Override
  public void start(Listener listener) {
    if (detectorFailure != null) {
      throw detectorFailure;
    }
    election = listener;
    if (master instanceof MesosMaster.Listed listed) {
      listener.leader(listed.masters());
    }
  }

  @Override
  public void close() {
    detectorClosed = true;
  }
}
