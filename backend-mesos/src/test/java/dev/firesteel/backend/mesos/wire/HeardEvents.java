package dev.firesteel.backend.mesos.wire;

import dev.firesteel.api.error.ErrorCategory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** Writes down what it hears, a line each. */
final class HeardEvents implements SchedulerEvents {
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  volatile long arrived;

  /** What was heard since the last time. */
  List<String> drain() {
    List<String> all = new ArrayList<>();
    lines.drainTo(all);
    return all;
  }

  /** The one thing that was heard since the last time. */
  String only() {
    List<String> all = drain();
    if (all.size() != 1) {
      throw new AssertionError("Expected one thing to be heard, but was " + all);
    }
    return all.get(0);
  }

  /** The next line; waits for it. */
  String next() throws InterruptedException {
    String line = lines.poll(30, TimeUnit.SECONDS);
    if (line == null) {
      throw new AssertionError("Nothing was heard for 30 s");
    }
    return line;
  }

  @Override
  public void subscribed(FrameworkID id, MasterInfo master, Duration heartbeat) {
    lines.add("subscribed " + id.getValue() + " " + heartbeat.toSeconds());
  }

  @Override
  public void event(Event event, long at) {
    arrived = at;
    lines.add("event " + event.getType());
  }

  @Override
  public void disconnected(String why) {
    lines.add("disconnected " + why);
  }

  @Override
  public void accepted(Call call) {
    lines.add("accepted " + call.getType());
  }

  @Override
  public void refused(Call call, int status, String sentence) {
    lines.add("refused " + call.getType() + " " + status + " " + sentence);
  }

  @Override
  public void lost(Call call, Delivery delivery) {
    lines.add("lost " + call.getType() + " " + delivery);
  }

  @Override
  public void failed(ErrorCategory category, String message) {
    lines.add("failed " + category + " " + message);
  }
}
