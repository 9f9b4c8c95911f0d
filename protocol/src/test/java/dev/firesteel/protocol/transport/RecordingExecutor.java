package dev.firesteel.protocol.transport;

import dev.firesteel.protocol.message.ToExecutor;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** An executor that remembers all it is told. */
public class RecordingExecutor implements ExecutorTransport.Listener {
  /** Messages, in order. */
  public final BlockingQueue<ToExecutor> messages = new LinkedBlockingQueue<>();

  /** Reasons. */
  public final BlockingQueue<String> disconnections = new LinkedBlockingQueue<>();

  @Override
  public void received(List<ToExecutor> batch) {
    messages.addAll(batch);
  }

  @Override
  public void disconnected(String why) {
    disconnections.add(why);
  }
}
