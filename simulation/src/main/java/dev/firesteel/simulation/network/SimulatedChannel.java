package dev.firesteel.simulation.network;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.protocol.codec.ToDriverCodec;
import dev.firesteel.protocol.codec.ToExecutorCodec;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.protocol.transport.DriverListener;
import dev.firesteel.protocol.transport.ExecutorChannel;
import dev.firesteel.simulation.world.Timeline;
import java.util.List;

/**
 * The channel between the driver and one executor. What the transport promises holds: in each
 * direction batches arrive in order and none is lost while the channel lives. A break cuts off what
 * is under way, and each end sees it at a time of its own, or never.
 */
public final class SimulatedChannel implements ExecutorChannel {
  private final ToExecutorCodec toExecutor = new ToExecutorCodec();
  private final ToDriverCodec toDriver = new ToDriverCodec();
  private final ExecutorId executor;
  private final Timeline time;
  private final Conditions conditions;
  private final DriverListener driver;
  private final Runnable closed;
  private final Peer peer;
  private final Direction down = new Direction();
  private final Direction up = new Direction();
  private boolean driverEnd = true;
  private boolean executorEnd = true;

  private static final class Direction {
    long lastArrival;
    boolean cut;
  }

  SimulatedChannel(
      ExecutorId executor,
      Timeline time,
      Conditions conditions,
      DriverListener driver,
      Peer peer,
      Runnable closed) {
    this.executor = executor;
    this.time = time;
    this.conditions = conditions;
    this.driver = driver;
    this.peer = peer;
    this.closed = closed;
  }

  ExecutorId executor() {
    return executor;
  }

  private void carry(Direction direction, Runnable arrival) {
    long at = Math.max(direction.lastArrival, time.now() + conditions.latency());
    direction.lastArrival = at;
    time.after(
        at - time.now(),
        () -> {
          if (!direction.cut) {
            arrival.run();
          }
        });
  }

  @Override
  public void send(List<ToExecutor> messages) {
    byte[] batch = toExecutor.encode(messages);
    carry(
        down,
        () -> {
          if (executorEnd) {
            peer.received(toExecutor.decode(batch));
          }
        });
  }

  /** The executor sends. */
  public void tell(List<ToDriver> messages) {
    if (executorEnd) {
      byte[] batch = toDriver.encode(messages);
      carry(
          up,
          () -> {
            if (driverEnd) {
              driver.received(executor, toDriver.decode(batch));
            }
          });
    }
  }

  /** The driver closes, after what it sent before. */
  @Override
  public void close() {
    carry(down, () -> endExecutor("the driver closed the channel"));
    time.after(conditions.noticeOfBreak(), () -> endDriver("the channel was closed"));
  }

  /** The executor's process ends: what it sent before still arrives. */
  public void end(String why) {
    executorEnd = false;
    carry(up, () -> endDriver(why));
  }

  /** Nothing gets through any more; the ends see it later. */
  public void cut(String why) {
    vanish();
    time.after(conditions.noticeOfBreak(), () -> endDriver(why));
    time.after(conditions.noticeOfBreak(), () -> endExecutor(why));
  }

  /** Nothing gets through any more, and no end sees it. */
  public void vanish() {
    up.cut = true;
    down.cut = true;
  }

  /** What is sent meanwhile arrives after the pause. */
  public void stall(long nanos) {
    up.lastArrival = Math.max(up.lastArrival, time.now()) + nanos;
    down.lastArrival = Math.max(down.lastArrival, time.now()) + nanos;
  }

  /** The other side does not answer: the driver drops the channel, as after a failed write. */
  void endDriver(String why) {
    if (driverEnd) {
      driverEnd = false;
      closed.run();
      driver.disconnected(executor, why);
    }
  }

  private void endExecutor(String why) {
    if (executorEnd) {
      executorEnd = false;
      peer.disconnected(why);
    }
  }
}
