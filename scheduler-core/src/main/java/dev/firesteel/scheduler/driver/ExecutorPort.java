package dev.firesteel.scheduler.driver;

import dev.firesteel.api.id.BroadcastId;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.protocol.transport.DriverListener;
import dev.firesteel.protocol.transport.ExecutorChannel;
import dev.firesteel.scheduler.machine.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The channels to the executors. Turns what they tell into events of the loop; answers by itself
 * what needs no decision. Safe for any thread.
 */
final class ExecutorPort implements DriverListener {
  private static final List<ToExecutor> SEEN = List.of(new ToExecutor.HeartbeatSeen());

  private final Map<ExecutorId, Line> lines = new ConcurrentHashMap<>();
  private final Consumer<Event> loop;
  private final SortedMap<String, String> config;
  private final DriverBlocks blocks;
  private final BlockAddress own;

  /** What new executors are told after their welcome; changed with {@link #lines} at once. */
  private List<ToExecutor> greeting = List.of();

  /** An executor's channel and where it serves blocks. */
  private record Line(ExecutorChannel channel, BlockAddress blocks) {}

  /**
   * No channels yet.
   *
   * @param own where the driver's blocks are served
   */
  ExecutorPort(
      Consumer<Event> loop,
      SortedMap<String, String> config,
      DriverBlocks blocks,
      BlockAddress own) {
    this.loop = loop;
    this.config = config;
    this.blocks = blocks;
    this.own = own;
  }

  @Override
  public void registered(ToDriver.Register registration, ExecutorChannel channel) {
    ExecutorId executor = registration.executor();
    greet(executor, new Line(channel, registration.blocks()));
    loop.accept(
        new Event.Registered(
            executor, registration.host(), registration.blocks(), registration.slots()));
  }

  /** No credentials may come between, else older ones could be the last. */
  private synchronized void greet(ExecutorId executor, Line line) {
    lines.put(executor, line);
    List<ToExecutor> first = new ArrayList<>();
    first.add(new ToExecutor.Welcome(config));
    first.addAll(greeting);
    line.channel.send(first);
  }

  /** Tells all executors, and from now on each new one after its welcome. */
  synchronized void install(ToExecutor.InstallCredentials credentials) {
    greeting = List.of(credentials);
    sendToAll(credentials);
  }

  @Override
  public void received(ExecutorId executor, List<ToDriver> messages) {
    for (ToDriver message : messages) {
      if (message instanceof ToDriver.TasksEnded ended) {
        loop.accept(new Event.TasksEnded(executor, ended.reports()));
      } else if (message instanceof ToDriver.Heartbeat heartbeat) {
        send(executor, SEEN);
        loop.accept(new Event.HeartbeatReceived(executor, heartbeat.running()));
      } else if (message instanceof ToDriver.TasksReturned returned) {
        loop.accept(new Event.TasksReturned(executor, returned.tasks()));
      } else if (message instanceof ToDriver.BlocksDropped dropped) {
        loop.accept(new Event.BlocksDropped(executor, dropped.blocks()));
      } else if (message instanceof ToDriver.BlocksCopied copied) {
        loop.accept(new Event.BlocksCopied(executor, copied.reports()));
      } else if (message instanceof ToDriver.BroadcastWanted wanted) {
        send(executor, List.of(blocks.locations(wanted.broadcast(), own)));
      } else if (message instanceof ToDriver.BroadcastHeld held) {
        held(executor, held.broadcast());
      } else if (message instanceof ToDriver.Leaving leaving) {
        loop.accept(new Event.Leaving(executor, leaving.why()));
      } else {
        throw new IllegalStateException(executor + " sent " + message + " after its registration");
      }
    }
  }

  private void held(ExecutorId executor, BroadcastId broadcast) {
    Line line = lines.get(executor);
    if (line != null) {
      blocks.held(broadcast, line.blocks);
    }
  }

  @Override
  public void disconnected(ExecutorId executor, String why) {
    lines.remove(executor);
    blocks.gone(executor);
    loop.accept(new Event.ChannelClosed(executor, why));
  }

  /** Sends a batch; dropped if there is no channel. */
  void send(ExecutorId executor, List<ToExecutor> messages) {
    Line line = lines.get(executor);
    if (line != null) {
      line.channel.send(messages);
    }
  }

  void sendToAll(ToExecutor message) {
    lines.values().forEach(line -> line.channel.send(List.of(message)));
  }

  void close(ExecutorId executor) {
    Line line = lines.get(executor);
    if (line != null) {
      line.channel.close();
    }
  }
}
