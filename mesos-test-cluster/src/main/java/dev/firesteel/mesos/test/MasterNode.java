package dev.firesteel.mesos.test;

import dev.firesteel.mesos.test.codec.MediaType;
import dev.firesteel.mesos.test.http.EventStream;
import dev.firesteel.mesos.test.http.HttpHandler;
import dev.firesteel.mesos.test.http.HttpServer;
import dev.firesteel.mesos.test.master.Effect;
import dev.firesteel.mesos.test.master.Master;
import dev.firesteel.mesos.test.master.MasterSettings;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.mesos.v1.Protos.Address;
import org.apache.mesos.v1.Protos.MasterInfo;

/** One master's place: its address, and its machine while it leads. Lives on the loop. */
final class MasterNode {
  private final HttpServer server;
  private final HttpHandler handler;
  private final Endpoint endpoint;
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

  MasterNode(HttpServer server, Endpoint wanted, Fronts fronts) {
    this.server = server;
    this.handler = fronts.of(this);
    this.listener = server.listen(wanted.socketAddress(), handler);
    this.endpoint = wanted.withPort(listener.address().getPort());
    this.info = fresh();
  }

  String hostAndPort() {
    return endpoint.toString();
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
    MasterInfo.Builder info =
        MasterInfo.newBuilder()
            .setId(UUID.randomUUID().toString())
            .setIp(endpoint.ipNumber())
            .setPort(endpoint.port())
            .setPid("master@" + endpoint.pid())
            .setHostname(endpoint.host())
            .setVersion("1.12.0")
            .setAddress(
                Address.newBuilder()
                    .setHostname(endpoint.host())
                    .setIp(endpoint.ip())
                    .setPort(endpoint.port()));
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
    listener = server.listen(endpoint.socketAddress(), handler);
    info = fresh();
    alive = true;
  }
}
