package dev.firesteel.protocol.memory;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.protocol.codec.ToDriverCodec;
import dev.firesteel.protocol.codec.ToExecutorCodec;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.message.ToDriver.Register;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.protocol.transport.DriverListener;
import dev.firesteel.protocol.transport.ExecutorChannel;
import dev.firesteel.protocol.transport.ExecutorTransport.DriverChannel;
import dev.firesteel.protocol.transport.ExecutorTransport.Listener;
import java.util.List;

/** Both ends of a channel, and the two lanes between them. */
final class MemoryChannel {
  private final ToDriverCodec toDriverCodec = new ToDriverCodec();
  private final ToExecutorCodec toExecutorCodec = new ToExecutorCodec();
  private final MemoryDriverTransport driver;
  private final DriverListener driverListener;
  private final Listener executorListener;
  private final ExecutorId executor;
  private final Lane toDriver = new ToDriverLane();
  private final Lane toExecutor = new ToExecutorLane();
  private final DriverEnd driverEnd = new DriverEnd();
  private final ExecutorEnd executorEnd = new ExecutorEnd();

  MemoryChannel(
      MemoryDriverTransport driver,
      DriverListener driverListener,
      ExecutorId executor,
      Listener executorListener) {
    this.driver = driver;
    this.driverListener = driverListener;
    this.executor = executor;
    this.executorListener = executorListener;
  }

  DriverChannel register(Register registration) {
    executorEnd.send(List.of(registration));
    return executorEnd;
  }

  void disconnect(String why) {
    toExecutor.end(why);
    toDriver.end(why);
  }

  /** What the driver sends on. */
  private final class DriverEnd implements ExecutorChannel {
    @Override
    public void send(List<ToExecutor> messages) {
      toExecutor.post(toExecutorCodec.encode(messages));
    }

    @Override
    public void close() {
      disconnect("the driver closed the channel");
    }
  }

  /** What the executor sends on. */
  private final class ExecutorEnd implements DriverChannel {
    @Override
    public void send(List<ToDriver> messages) {
      toDriver.post(toDriverCodec.encode(messages));
    }

    @Override
    public void close() {
      disconnect("the executor closed the channel");
    }
  }

  /** The first batch is the registration. */
  private final class ToDriverLane extends Lane {
    private boolean registered;

    @Override
    void delivered(byte[] batch) {
      List<ToDriver> messages = toDriverCodec.decode(batch);
      if (registered) {
        driverListener.received(executor, messages);
      } else {
        registered = true;
        driverListener.registered((Register) messages.get(0), driverEnd);
      }
    }

    @Override
    void ended(String why) {
      driver.left(executor);
      if (registered) {
        driverListener.disconnected(executor, why);
      }
    }

    @Override
    void failed(String why) {
      disconnect(why);
    }
  }

  /** Messages to the executor. */
  private final class ToExecutorLane extends Lane {
    @Override
    void delivered(byte[] batch) {
      executorListener.received(toExecutorCodec.decode(batch));
    }

    @Override
    void ended(String why) {
      executorListener.disconnected(why);
    }

    @Override
    void failed(String why) {
      disconnect(why);
    }
  }
}
