package dev.firesteel.scheduler.driver;

import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.protocol.transport.DriverAddress;
import dev.firesteel.scheduler.loop.EventLoop;
import dev.firesteel.scheduler.machine.Event;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A driver's machine with its loop and all that it talks to: executors' channels, the backend, and
 * whoever gave it jobs. It has no thread: a {@link dev.firesteel.scheduler.loop.LoopThread} drives
 * the loop, or a simulation steps it by hand.
 */
public final class DriverLoop {
  private final DriverParts parts;
  private final ExecutorPort port;
  private final DriverEffects effects;
  private final EventLoop loop;
  private @Nullable DriverAddress address;

  /**
   * A loop that does not listen yet.
   *
   * @param config what executors are told at their registration
   */
  public DriverLoop(DriverParts parts, SortedMap<String, String> config, DriverSide side) {
    this.parts = parts;
    DriverParts.Network network = parts.network();
    this.port = new ExecutorPort(this::post, config, network.blocks(), network.address());
    this.effects =
        new DriverEffects(
            port,
            parts.backend(),
            executor ->
                parts
                    .launches()
                    .launch(
                        executor.executor(),
                        executor.profile(),
                        executor.at(),
                        Objects.requireNonNull(address)),
            side,
            this::post);
    this.loop = new EventLoop(parts.machine(), effects, parts.clock());
  }

  /** Listens to executors and starts the backend; called once. */
  public void start() {
    DriverParts.Network network = parts.network();
    address = network.transport().listen(network.secret(), port);
    parts.backend().start(new BackendPort(this::post), Optional.empty());
  }

  /** Queues an event. Safe for any thread. */
  public void post(Event event) {
    loop.post(event);
  }

  /** The loop, for one thread to drive. */
  public EventLoop loop() {
    return loop;
  }

  /** Completes when the backend has stopped, however. */
  public CompletableFuture<Void> backendStopped() {
    return effects.backendStopped();
  }

  void install(ToExecutor.InstallCredentials credentials) {
    port.install(credentials);
  }

  void sendToAll(ToExecutor message) {
    port.sendToAll(message);
  }
}
