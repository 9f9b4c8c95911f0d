package dev.firesteel.mesos.test;

import dev.firesteel.mesos.test.codec.MediaType;
import dev.firesteel.mesos.test.http.EventStream;
import dev.firesteel.mesos.test.http.HttpHandler;
import dev.firesteel.mesos.test.http.HttpServer;
import dev.firesteel.mesos.test.master.Effect;
import dev.firesteel.mesos.test.master.Master;
import dev.firesteel.mesos.test.master.MasterSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.mesos.v1.Protos.Address;
import org.apache.mesos.v1.Protos.MasterInfo;

/** One master's place: its address, and its machine while it leads. Lives on the loop. */
final class MasterNode {
  /** 127.0.0.1 as Mesos writes it, in network byte order. */
  private static final int LOOPBACK_IP = 16777343;

  private final HttpServer server;
  private final HttpHandler handler;
  private final Map<String, Subscriber> subscribers = new HashMap<>();
  private HttpServer.Listener listener;
  private MasterInfo info;
  private boolean alive = true;
  private Optional<Master> leading = Optional.empty();

  private record Subscriber(EventStream stream, MediaType type) {}

  /** Makes the handler of a node. */
  interface Fronts {
    HttpHandler of(MasterNode node);
  }

  MasterNode(HttpServer server, Fronts fronts) {
    this.server = server;
    this.handler = fronts.of(this);
    this.listener = server.listen(address(0), handler);
    this.info = fresh();
  }

  private static InetSocketAddress address(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  String hostAndPort() {
    return "127.0.0.1:" + listener.address().getPort();
  }

  boolean alive() {
    return alive;
  }

  Optional<Master> leading() {
    return leading;
  }

  Master lead(MasterSettings settings, Collection<String> recovered, long now) {
    Master master = new Master(settings, info, recovered, now);
    leading = Optional.of(master);
    return master;
  }

  /** Who it is, since it was started. */
  MasterInfo info() {
    return info;
  }

  private MasterInfo fresh() {
    int port = listener.address().getPort();
    MasterInfo.Builder info =
        MasterInfo.newBuilder()
            .setId(UUID.randomUUID().toString())
            .setIp(LOOPBACK_IP)
            .setPort(port)
            .setPid("master@127.0.0.1:" + port)
            .setHostname("127.0.0.1")
            .setVersion("1.12.0")
            .setAddress(
                Address.newBuilder().setHostname("127.0.0.1").setIp("127.0.0.1").setPort(port));
    for (MasterInfo.Capability.Type type : MasterInfo.Capability.Type.values()) {
      if (type != MasterInfo.Capability.Type.UNKNOWN) {
        info.addCapabilities(MasterInfo.Capability.newBuilder().setType(type));
      }
    }
    return info.build();
  }

  void add(String streamId, EventStream stream, MediaType type) {
    subscribers.put(streamId, new Subscriber(stream, type));
  }

  void remove(String streamId) {
    subscribers.remove(streamId);
  }

  void send(Effect.Send send) {
    Subscriber subscriber = subscribers.get(send.streamId());
    if (subscriber != null) {
      subscriber.stream().send(subscriber.type().encode(send.event()));
    }
  }

  void end(String streamId) {
    Subscriber subscriber = subscribers.remove(streamId);
    if (subscriber != null) {
      subscriber.stream().end();
    }
  }

  void breakConnections() {
    listener.breakConnections();
  }

  /** Dies, as with {@code kill -9}. */
  void kill() {
    alive = false;
    leading = Optional.empty();
    subscribers.clear();
    listener.close();
  }

  /** Comes back on its port. */
  void restart() {
    listener = server.listen(address(listener.address().getPort()), handler);
    info = fresh();
    alive = true;
  }
}
