package dev.firesteel.backend.mesos;

import dev.firesteel.backend.mesos.wire.SchedulerEvents;
import dev.firesteel.backend.mesos.wire.SchedulerWire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** Remembers calls, and lets a test be the master. */
final class FakeWire implements SchedulerWire {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final List<Call> calls = new ArrayList<>();
  private final CompletableFuture<SchedulerEvents> started = new CompletableFuture<>();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private FrameworkInfo framework = FrameworkInfo.getDefaultInstance();

  @Override
  public synchronized void start(FrameworkInfo info, SchedulerEvents events) {
    framework = info;
    started.complete(events);
  }

  @Override
  public void call(Call call) {
    synchronized (this) {
      calls.add(call);
      notifyAll();
    }
    if (call.getType() == Call.Type.TEARDOWN) {
      events().accepted(call);
    }
  }

  @Override
  public CompletionStage<Void> close() {
    closed.complete(null);
    return closed;
  }

  boolean isClosed() {
    return closed.isDone();
  }

  synchronized FrameworkInfo framework() {
    return framework;
  }

  SchedulerEvents events() {
    return started.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** The master takes the framework. */
  void subscribe() {
    events()
        .subscribed(
            FrameworkID.newBuilder().setValue("F-1").build(),
            MasterInfo.newBuilder()
                .setId("M")
                .setIp(0)
                .setPort(5050)
                .setHostname("master.example")
                .build(),
            Duration.ofSeconds(15));
  }

  void tell(Event.Builder event) {
    events().event(event.build(), System.nanoTime());
  }

  synchronized List<Call> calls() {
    return List.copyOf(calls);
  }

  synchronized List<Call.Type> types() {
    return calls.stream().map(Call::getType).toList();
  }

  /** The first call of a kind, when it comes. */
  Call await(Call.Type type) {
    return await(call -> call.getType() == type);
  }

  synchronized Call await(Predicate<Call> wanted) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      for (long left = PATIENCE.toNanos(); left > 0; left = end - System.nanoTime()) {
        for (Call each : calls) {
          if (wanted.test(each)) {
            return each;
          }
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    throw new AssertionError("No such call among " + types());
  }
}
