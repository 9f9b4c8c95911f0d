package dev.firesteel.simulation.network;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.protocol.block.BlockKey;
import dev.firesteel.protocol.codec.BlockRequestCodec;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.transport.DriverAddress;
import dev.firesteel.protocol.transport.DriverListener;
import dev.firesteel.protocol.transport.DriverTransport;
import dev.firesteel.protocol.transport.Secret;
import dev.firesteel.simulation.world.Timeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All connections: channels to the driver, and fetches between executors. */
public final class SimulatedNetwork implements DriverTransport {
  private static final long FETCH_TIMEOUT = 20_000_000_000L;

  private final Timeline time;
  private final Conditions conditions;
  private final Map<ExecutorId, SimulatedChannel> channels = new LinkedHashMap<>();
  private final Map<ExecutorId, BlockServer> servers = new LinkedHashMap<>();
  private final Set<String> isolated = new LinkedHashSet<>();
  private @Nullable DriverListener driver;

  /** A network without peers. */
  public SimulatedNetwork(Timeline time, Conditions conditions) {
    this.time = time;
    this.conditions = conditions;
  }

  @Override
  public DriverAddress listen(Secret secret, DriverListener listener) {
    driver = listener;
    return new DriverAddress("memory:simulation");
  }

  /** The driver ends: all channels do. */
  @Override
  public void close() {
    List.copyOf(channels.values()).forEach(SimulatedChannel::close);
  }

  /** What became of an attempt to register. */
  public interface Answer {
    /** The driver took it. */
    void connected(SimulatedChannel channel);

    /** Nobody answered, or the id is connected already. */
    void refused(String why);
  }

  /** An executor dials and registers. */
  public void dial(ToDriver.Register registration, Peer peer, Answer answer) {
    time.after(
        conditions.latency(),
        () -> {
          if (isolated.contains(registration.host())) {
            answer.refused("nobody answers");
          } else if (channels.containsKey(registration.executor())) {
            answer.refused(registration.executor() + " is connected already");
          } else {
            register(registration, peer, answer);
          }
        });
  }

  private void register(ToDriver.Register registration, Peer peer, Answer answer) {
    ExecutorId id = registration.executor();
    DriverListener to = Objects.requireNonNull(driver);
    SimulatedChannel channel =
        new SimulatedChannel(id, time, conditions, to, peer, () -> channels.remove(id));
    channels.put(id, channel);
    answer.connected(channel);
    to.registered(registration, channel);
  }

  /** The channel of an executor, if it has one. */
  public @Nullable SimulatedChannel channel(ExecutorId executor) {
    return channels.get(executor);
  }

  /** The channels, in the order of their registration. */
  public List<SimulatedChannel> channels() {
    return new ArrayList<>(channels.values());
  }

  /** An executor serves blocks from now on, as long as it lives. */
  public void serve(ExecutorId executor, BlockServer server) {
    servers.put(executor, server);
  }

  /** An executor serves no blocks any more. */
  public void unserve(ExecutorId executor) {
    servers.remove(executor);
  }

  /** A host is cut off: its channels are dead, unseen by anybody, and it serves nothing. */
  public void isolate(String host) {
    isolated.add(host);
    for (SimulatedChannel channel : channels()) {
      BlockServer server = servers.get(channel.executor());
      if (server != null && server.host().equals(host)) {
        channel.vanish();
      }
    }
  }

  /** A host can be reached again; what broke stays broken. */
  public void heal(String host) {
    isolated.remove(host);
  }

  /** Whether a host is cut off. */
  public boolean isIsolated(String host) {
    return isolated.contains(host);
  }

  /** Values in the order of the keys, or the position of the first that cannot be had. */
  public sealed interface Fetched {
    /** All of them. */
    record Values(long[] values) implements Fetched {}

    /** One is missing. */
    record Missing(int position, String why) implements Fetched {}
  }

  /** Fetches blocks of one executor for another. */
  public void fetch(
      String fromHost, ExecutorId server, List<BlockKey> keys, Consumer<Fetched> answer) {
    byte[] request = BlockRequestCodec.encode(keys);
    time.after(conditions.latency(), () -> arrive(fromHost, server, request, answer));
  }

  private void arrive(String fromHost, ExecutorId id, byte[] request, Consumer<Fetched> answer) {
    BlockServer server = servers.get(id);
    if (server != null
        && (isolated.contains(server.host()) || isolated.contains(fromHost) || !server.answers())) {
      time.after(FETCH_TIMEOUT, () -> answer.accept(new Fetched.Missing(0, "no answer")));
      return;
    }
    Fetched found =
        server == null || !server.alive() || conditions.fetchBreaks()
            ? new Fetched.Missing(0, "the connection broke")
            : look(server, BlockRequestCodec.decode(request));
    time.after(conditions.latency(), () -> answer.accept(found));
  }

  private static Fetched look(BlockServer server, List<BlockKey> keys) {
    long[] values = new long[keys.size()];
    for (int i = 0; i < values.length; i++) {
      var value = server.serve(keys.get(i));
      if (value.isEmpty()) {
        return new Fetched.Missing(i, "it is not there");
      }
      values[i] = value.getAsLong();
    }
    return new Fetched.Values(values);
  }
}
