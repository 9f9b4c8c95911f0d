package dev.firesteel.backend.tck;

import dev.firesteel.api.backend.BackendEvents;
import dev.firesteel.api.backend.BackendFailure;
import dev.firesteel.api.backend.ClusterDescription;
import dev.firesteel.api.backend.LossReason;
import dev.firesteel.api.backend.Offer;
import dev.firesteel.api.backend.PendingReason;
import dev.firesteel.api.backend.RecoveredExecutor;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.topology.Placement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Keeps all events of a backend in their order, lets a test wait for one, and notes on its own what
 * breaks the rules about threads and order. Thread-safe.
 */
public final class RecordedEvents implements BackendEvents {
  private final List<Heard> heard = new ArrayList<>();
  private final OrderRules order = new OrderRules();
  private Consumer<Heard> reaction = event -> {};
  private Duration linger = Duration.ZERO;
  private int inside;

  /** All events so far. */
  public synchronized List<Heard> all() {
    return List.copyOf(heard);
  }

  /** All events of one kind so far. */
  public <T extends Heard> List<T> all(Class<T> kind) {
    return all().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /**
   * Waits until the events so far answer the question.
   *
   * @return the answer, or empty if it did not come within the patience
   */
  public synchronized <T> Optional<T> await(
      Duration patience, Function<List<Heard>, Optional<T>> question) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<T> answer = question.apply(List.copyOf(heard));
      long left = deadline - System.nanoTime();
      if (answer.isPresent() || left <= 0) {
        return answer;
      }
      pause(left);
    }
  }

  /** The events so far, one a line, for failure messages. */
  public String transcript() {
    List<Heard> all = all();
    return all.isEmpty()
        ? "no event was heard"
        : all.stream().map(Heard::toString).collect(Collectors.joining("\n  ", "heard:\n  ", ""));
  }

  /** Does something within each following event, as the core may. */
  synchronized void react(Consumer<Heard> how) {
    reaction = how;
  }

  /** Makes each following event take this long, or until another comes at the same time. */
  synchronized void linger(Duration howLong) {
    linger = howLong;
  }

  synchronized <T> T order(Function<OrderRules, T> look) {
    return look.apply(order);
  }

  private void hear(Heard event) {
    Consumer<Heard> react = enter(event);
    try {
      react.accept(event);
    } finally {
      leave();
    }
  }

  private synchronized Consumer<Heard> enter(Heard event) {
    if (inside > 0) {
      order.add(Rule.T2, event + " came while another event was being delivered");
    }
    inside++;
    order.see(event);
    heard.add(event);
    notifyAll();
    long deadline = System.nanoTime() + linger.toNanos();
    for (long left = linger.toNanos();
        left > 0 && inside == 1;
        left = deadline - System.nanoTime()) {
      pause(left);
    }
    return reaction;
  }

  private synchronized void leave() {
    inside--;
    notifyAll();
  }

  private void pause(long nanos) {
    try {
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(nanos, 1_000_000));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for events", e);
    }
  }

  @Override
  public void connected(ClusterDescription cluster, Set<RecoveredExecutor> survivors) {
    hear(new Heard.Connected(cluster, survivors));
  }

  @Override
  public void offered(List<Offer> offers) {
    hear(new Heard.Offered(offers));
  }

  @Override
  public void rescinded(OfferId offer) {
    hear(new Heard.Rescinded(offer));
  }

  @Override
  public void launched(ExecutorId executor, Placement at) {
    hear(new Heard.Launched(executor, at));
  }

  @Override
  public void preempting(ExecutorId executor, Duration notice) {
    hear(new Heard.Preempting(executor, notice));
  }

  @Override
  public void lost(ExecutorId executor, LossReason reason) {
    hear(new Heard.Lost(executor, reason));
  }

  @Override
  public void pending(ProfileId profile, List<PendingReason> why) {
    hear(new Heard.Pending(profile, why));
  }

  @Override
  public void disconnected(String why) {
    hear(new Heard.Disconnected(why));
  }

  @Override
  public void failed(BackendFailure failure) {
    hear(new Heard.Failed(failure));
  }
}
