package dev.firesteel.backend.mesos.dispatcher.run;

import dev.firesteel.api.backend.ClusterBackend;
import dev.firesteel.api.backend.EventLane;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.backend.mesos.dispatcher.DriverState;
import dev.firesteel.backend.mesos.dispatcher.book.DriverBook;
import dev.firesteel.backend.mesos.dispatcher.book.DriverEvent;
import dev.firesteel.backend.mesos.dispatcher.book.DriverLife;
import dev.firesteel.backend.mesos.dispatcher.book.Entry;
import dev.firesteel.backend.mesos.dispatcher.store.DriverStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Book and store behind one lock: a change is written first, then it is in the book, then what
 * follows of it is said to the backend, outside of the lock and in order. All methods but {@link
 * #act}, {@link #record}, {@link #sound} and those about the end are called within {@link #act}.
 */
final class Keeping {
  private static final Logger LOG = LogManager.getLogger(Keeping.class);

  private final EventLane commands =
      new EventLane(e -> LOG.error("A command of the dispatcher to Mesos failed", e));
  private final int retained;
  private final DriverStore store;
  private final InstantSource clock;
  private final Later later;
  private final DriverBook book;
  private final Demand demand = new Demand();
  private final Avoidance avoidance = new Avoidance();
  private final CompletableFuture<FiresteelException> ended = new CompletableFuture<>();
  private String framework;
  private @Nullable ClusterBackend backend;
  private volatile boolean sound = true;
  private boolean closed;

  Keeping(int retained, DriverStore store, InstantSource clock, Later later) {
    this.retained = retained;
    this.store = store;
    this.clock = clock;
    this.later = later;
    this.book = new DriverBook(store.entries(), store.next());
    this.framework = store.identity().framework();
  }

  // ---- steps

  /** Takes a step under the lock, then says to the backend what follows. */
  <T> T act(Supplier<T> step) {
    try {
      synchronized (this) {
        return step.get();
      }
    } finally {
      commands.run();
    }
  }

  /** The same for a step without a result. */
  void act(Runnable step) {
    var unused =
        act(
            () -> {
              step.run();
              return true;
            });
  }

  /**
   * The same for what happened and must not be forgotten: if the step fails, however, nothing is
   * acknowledged any more, and the dispatcher ends; Mesos repeats it to the next one.
   */
  void record(Runnable step) {
    act(
        () -> {
          try {
            step.run();
          } catch (FiresteelException e) {
            unsound(e);
            throw e;
          } catch (RuntimeException e) {
            unsound(
                new FiresteelException(
                    ErrorCategory.INTERNAL,
                    "What happened to a driver cannot be recorded: "
                        + e
                        + " (start the dispatcher again; drivers run on)",
                    e));
            throw e;
          }
        });
  }

  /** Not to be changed by others. */
  DriverBook book() {
    return book;
  }

  Instant now() {
    return clock.instant();
  }

  // ---- the backend

  void start(ClusterBackend to, Runnable begin) {
    backend = to;
    commands.add(begin);
    declare();
    book.in(DriverState.WAITING).forEach(this::wake);
  }

  /** Says something to the backend, after all that was said before. */
  void command(Consumer<ClusterBackend> command) {
    ClusterBackend to = backend;
    if (to != null) {
      commands.add(() -> command.accept(to));
    }
  }

  private void declare() {
    demand
        .changed(book, avoidance.hosts())
        .ifPresent(snapshot -> command(to -> to.declare(snapshot)));
  }

  /** Mesos has this host. */
  void seen(HostName host) {
    avoidance.seen(host);
  }

  /** Keeps new drivers away from a host for some time. */
  void avoid(HostName host) {
    avoidance.failed(host);
    later(Avoidance.SHORT, () -> avoidance.shortIsOver(host));
    later(Avoidance.LONG, () -> avoidance.longIsOver(host));
    declare();
  }

  private void later(Duration time, Runnable change) {
    if (open()) {
      later.after(
          time,
          () ->
              act(
                  () -> {
                    change.run();
                    if (open()) {
                      declare();
                    }
                  }));
    }
  }

  // ---- changes

  String framework() {
    return framework;
  }

  /** Goes on as another framework. */
  void become(String other) {
    writing(() -> store.become(other));
    framework = other;
  }

  /** The entry after an event, which is written. */
  Entry change(Entry entry, DriverEvent event) {
    Entry next = DriverLife.after(entry, event);
    if (!next.equals(entry)) {
      save(List.of(next));
    }
    return next;
  }

  /** Writes entries, then all that follows. */
  void save(Collection<Entry> changed) {
    if (changed.isEmpty()) {
      return;
    }
    writing(() -> store.save(changed));
    changed.forEach(book::put);
    changed.stream().filter(each -> each.state() == DriverState.WAITING).forEach(this::wake);
    List<Entry> surplus = book.surplus(retained);
    if (!surplus.isEmpty()) {
      writing(() -> store.remove(surplus));
      surplus.forEach(book::remove);
    }
    declare();
  }

  private void writing(Runnable change) {
    try {
      change.run();
    } catch (FiresteelException e) {
      unsound(e);
      throw e;
    }
  }

  private void unsound(FiresteelException why) {
    sound = false;
    end(why);
  }

  /** Queues a driver when its pause is over. */
  private void wake(Entry waiting) {
    if (open()) {
      later.after(
          Duration.between(now(), waiting.setbacks().until()),
          () -> act(() -> book.find(waiting.id()).filter(waiting::equals).ifPresent(this::queue)));
    }
  }

  private void queue(Entry waiting) {
    if (waiting.setbacks().until().isAfter(now())) {
      wake(waiting); // clocks differ
    } else if (open()) {
      var unused = change(waiting, new DriverEvent.PauseOver());
    }
  }

  // ---- the end

  /** Whether changes are made by itself, or on request. */
  boolean open() {
    return !closed && sound;
  }

  /** Whether all that happened is on the disk. */
  boolean sound() {
    return sound;
  }

  void close() {
    closed = true;
  }

  /** It cannot go on. */
  void end(FiresteelException why) {
    ended.complete(why);
  }

  CompletionStage<FiresteelException> ended() {
    return ended.copy();
  }
}
