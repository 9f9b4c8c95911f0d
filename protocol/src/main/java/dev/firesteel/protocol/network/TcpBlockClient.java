package dev.firesteel.protocol.network;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.protocol.block.BlockClient;
import dev.firesteel.protocol.block.BlockKey;
import dev.firesteel.protocol.block.BlockMissingException;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.transport.Secret;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fetches blocks over TCP. Each fetch has a connection of its own while it runs, taken from those
 * that are idle if there is one. The calling thread reads the socket, so what a receiver does not
 * take in time waits in the server: no more than one block is buffered here, whatever the limit.
 */
public final class TcpBlockClient implements BlockClient {
  private static final int MAX_IDLE_PER_SERVER = 4;

  private final NetworkSettings settings;
  private final ExecutorId self;
  private final Secret secret;
  private final SecureRandom random = new SecureRandom();
  private final Object lock = new Object();
  private final Map<BlockAddress, Deque<BlockConnection>> idle = new HashMap<>();
  private final Set<BlockConnection> busy = new HashSet<>();
  private boolean closed;

  /** A client without connections. */
  public TcpBlockClient(NetworkSettings settings, ExecutorId self, Secret secret) {
    this.settings = settings;
    this.self = self;
    this.secret = secret;
  }

  @Override
  public void fetch(
      BlockAddress from, List<? extends BlockKey> keys, long maxBytesInFlight, Receiver receiver)
      throws IOException {
    if (keys.isEmpty()) {
      return;
    }
    BlockConnection used = takeIdle(from);
    if (used != null) {
      Counting counting = new Counting(receiver);
      try {
        exchange(from, used, keys, counting);
        return;
      } catch (BlockMissingException | ClosedByInterruptException e) {
        throw e;
      } catch (IOException e) {
        if (counting.received) {
          throw e;
        }
        // The server may have been started anew since; a fresh connection tells.
      }
    }
    exchange(from, connect(from), keys, receiver);
  }

  private void exchange(
      BlockAddress from,
      BlockConnection connection,
      List<? extends BlockKey> keys,
      Receiver receiver)
      throws IOException {
    boolean usable = false;
    try {
      connection.fetch(keys, receiver);
      usable = true;
    } catch (BlockMissingException e) {
      usable = true;
      throw e;
    } finally {
      giveBack(from, connection, usable);
    }
  }

  private BlockConnection connect(BlockAddress from) throws IOException {
    BlockConnection fresh = BlockConnection.open(settings, self, secret, random, from);
    boolean late;
    synchronized (lock) {
      late = closed;
      if (!late) {
        busy.add(fresh);
      }
    }
    if (late) {
      fresh.close();
      throw new IOException("Cannot fetch blocks: this client was closed");
    }
    return fresh;
  }

  private @Nullable BlockConnection takeIdle(BlockAddress from) {
    synchronized (lock) {
      Deque<BlockConnection> connections = idle.get(from);
      BlockConnection used = connections == null ? null : connections.pollLast();
      if (used != null) {
        busy.add(used);
      }
      return used;
    }
  }

  private void giveBack(BlockAddress from, BlockConnection connection, boolean usable)
      throws IOException {
    boolean keep = false;
    synchronized (lock) {
      busy.remove(connection);
      if (usable && !closed) {
        Deque<BlockConnection> connections =
            idle.computeIfAbsent(from, server -> new ArrayDeque<>());
        keep = connections.size() < MAX_IDLE_PER_SERVER;
        if (keep) {
          connections.addLast(connection);
        }
      }
    }
    if (!keep) {
      connection.close();
    }
  }

  /** Breaks all connections; fetches that run fail. Idempotent. */
  @Override
  public void close() {
    List<BlockConnection> all;
    synchronized (lock) {
      closed = true;
      all = new java.util.ArrayList<>(busy);
      idle.values().forEach(all::addAll);
      idle.clear();
    }
    for (BlockConnection connection : all) {
      try {
        connection.close();
      } catch (IOException e) {
        // It is closed all the same.
      }
    }
  }

  /** Notices whether anything was received. */
  private static final class Counting implements Receiver {
    private final Receiver receiver;
    private boolean received;

    Counting(Receiver receiver) {
      this.receiver = receiver;
    }

    @Override
    public void receive(int index, byte[] block) throws IOException {
      received = true;
      receiver.receive(index, block);
    }
  }
}
