package dev.firesteel.protocol.transport;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.protocol.message.ToDriver;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/** A driver that remembers all it is told. */
public class RecordingDriver implements DriverListener {
  /** Channels of all executors that ever registered. */
  public final Map<ExecutorId, ExecutorChannel> channels = new ConcurrentHashMap<>();

  /** Registrations, in order. */
  public final BlockingQueue<ToDriver.Register> registrations = new LinkedBlockingQueue<>();

  /** Messages of all executors, in order. */
  public final BlockingQueue<ToDriver> messages = new LinkedBlockingQueue<>();

  /** Executors and reasons. */
  public final BlockingQueue<String> disconnections = new LinkedBlockingQueue<>();

  @Override
  public void registered(ToDriver.Register registration, ExecutorChannel channel) {
    channels.put(registration.executor(), channel);
    registrations.add(registration);
  }

  @Override
  public void received(ExecutorId executor, List<ToDriver> batch) {
    messages.addAll(batch);
  }

  @Override
  public void disconnected(ExecutorId executor, String why) {
    disconnections.add(executor + ": " + why);
  }
}
