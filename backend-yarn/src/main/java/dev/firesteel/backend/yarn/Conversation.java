package dev.firesteel.backend.yarn;

import dev.firesteel.api.backend.BackendEvents;
import dev.firesteel.api.backend.ClusterDescription;
import dev.firesteel.api.backend.DemandSnapshot;
import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.PendingReason;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.Placement;
import dev.firesteel.backend.yarn.ask.AskBook;
import dev.firesteel.backend.yarn.ask.Exchange;
import dev.firesteel.backend.yarn.ask.Grant;
import dev.firesteel.backend.yarn.pending.OpenAsk;
import dev.firesteel.backend.yarn.rm.MasterLink;
import dev.firesteel.backend.yarn.rm.Peer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.hadoop.yarn.api.protocolrecords.AllocateResponse;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerStatus;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The conversation with the ResourceManager, once registered. Methods are called under the
 * backend's lock, but for those of {@link Peer} and {@link #leave}.
 */
final class Conversation implements Peer, Fleet.Surroundings {
  private static final Logger LOG = LogManager.getLogger(Conversation.class);
  private static final Duration ASK_WHY_AFTER = Duration.ofSeconds(2);
  private static final Duration ASK_WHY_EVERY = Duration.ofSeconds(5);

  /** Many processes that fail do so soon after their launch: their end is looked out for. */
  private static final Duration YOUTH = Duration.ofSeconds(20);

  /** What the conversation needs of the backend. */
  interface Host {
    /** Changes state under the lock, then delivers events. */
    void act(Runnable change);

    /** Tells an event; called under the lock. */
    void tell(Consumer<BackendEvents> event);

    /** The cluster has ended the application; called under the lock. */
    void failed(FiresteelException why);

    /** Whether the core may still get offers; called under the lock. */
    boolean isOpen();

    /** An executor is gone; called under the lock. */
    void emptied();
  }

  private final Parts parts;
  private final Host host;
  private final Workers workers;
  private final MasterLink link;
  private final Rig.Opened opened;
  private final AskBook book;
  private final Fleet fleet;
  private final Pace pace = new Pace();
  private final Map<String, Container> containers = new HashMap<>();
  private boolean silent;
  private boolean inquiring;
  private long inquired;
  private long youngUntil;

  Conversation(Parts parts, Host host, Workers workers, MasterLink link, Rig.Opened opened) {
    this.parts = parts;
    this.host = host;
    this.workers = workers;
    this.link = link;
    this.opened = opened;
    this.book = new AskBook(opened.rules(), this::tellWhileOpen);
    this.fleet =
        new Fleet(this, opened.containers(), workers, parts.context().timer(), grace(parts));
    this.inquired = parts.nanos().getAsLong();
    this.youngUntil = inquired;
  }

  private static Duration grace(Parts parts) {
    return parts.context().config().get(YarnKeys.RELEASE_GRACE);
  }

  Fleet fleet() {
    return fleet;
  }

  // ---- the core's side

  void declare(DemandSnapshot demand) {
    book.declare(demand, now());
    news();
  }

  void launch(OfferId offer, List<ExecutorLaunch> launches) {
    book.launch(offer, launches, now())
        .ifPresent(
            start -> {
              Container container = containers.remove(start.grant().container());
              if (container == null) {
                throw new IllegalStateException("Nobody knows " + start.grant());
              }
              fleet.start(start, container);
              youngUntil = now() + YOUTH.toNanos();
              pace.hurry();
              link.wake();
            });
    news();
  }

  void decline(OfferId offer, Duration refuseFor) {
    book.decline(offer, refuseFor, now());
    news();
  }

  /** Asks for nothing any more. */
  void close() {
    book.close(now());
    news();
  }

  /** Tells the ResourceManager what is left to tell, and is not called by it any more. */
  void leave() {
    link.detach(this);
  }

  private void news() {
    if (book.hasNews()) {
      pace.hurry();
      link.wake();
    }
  }

  private long now() {
    return parts.nanos().getAsLong();
  }

  // ---- the ResourceManager's side

  @Override
  public Exchange next() {
    List<Exchange> taken = new ArrayList<>(1);
    host.act(
        () -> {
          book.tick(now());
          Exchange news = book.take();
          containers.keySet().removeAll(news.released());
          taken.add(news);
        });
    return taken.get(0);
  }

  @Override
  public Duration answered(AllocateResponse answer) {
    List<Duration> pause = new ArrayList<>(1);
    List<Placed> allocated = placed(answer.getAllocatedContainers());
    host.act(
        () -> {
          if (silent) {
            silent = false;
            reconnected();
          }
          for (ContainerStatus status : answer.getCompletedContainersStatuses()) {
            ended(status);
          }
          granted(allocated);
          Notices.of(answer).forEach(fleet::preempting);
          Notices.leaving(answer).forEach(fleet::leaving);
          inquire();
          pause.add(pause());
        });
    return pause.get(0);
  }

  private void reconnected() {
    ClusterDescription cluster =
        new ClusterDescription(
            parts.context().master().value(),
            link.registered().attempt().getApplicationId().toString(),
            parts.mastership().trackingAddress());
    tellWhileOpen(to -> to.connected(cluster, Set.of()));
  }

  private void ended(ContainerStatus status) {
    pace.hurry();
    String name = status.getContainerId().toString();
    if (!fleet.completed(status) && containers.remove(name) != null) {
      book.gone(name, now());
    }
  }

  private record Placed(Container container, Placement at) {}

  /** May wait for the network, so that it is done without the lock. */
  private List<Placed> placed(List<Container> allocated) {
    return allocated.stream()
        .map(
            each -> {
              HostName on = new HostName(each.getNodeId().getHost());
              return new Placed(each, new Placement(on, opened.racks().of(each.getNodeId())));
            })
        .toList();
  }

  private void granted(List<Placed> allocated) {
    List<Grant> grants = new ArrayList<>();
    for (Placed each : allocated) {
      String name = each.container().getId().toString();
      containers.put(name, each.container());
      grants.add(new Grant(name, each.container().getPriority().getPriority(), each.at()));
    }
    if (!grants.isEmpty()) {
      pace.hurry();
      book.granted(grants, now());
    }
  }

  private Duration pause() {
    if (book.hasNews()) {
      return Duration.ZERO;
    }
    boolean young = !fleet.isEmpty() && youngUntil - now() > 0;
    boolean eager = young || book.hungry() || fleet.isEnding();
    Duration pause = eager ? pace.eager() : pace.quiet();
    OptionalLong tick = book.nextTick();
    if (tick.isEmpty()) {
      return pause;
    }
    Duration left = Duration.ofNanos(Math.max(0, tick.getAsLong() - now()));
    return left.compareTo(pause) < 0 ? left : pause;
  }

  /** Asks from time to time why containers do not come. */
  private void inquire() {
    long now = now();
    if (inquiring || now - inquired < ASK_WHY_EVERY.toNanos()) {
      return;
    }
    List<OpenAsk> asks = new ArrayList<>();
    book.waiting()
        .forEach(
            (profile, waiting) -> {
              if (now - waiting.since() >= ASK_WHY_AFTER.toNanos()) {
                asks.add(
                    new OpenAsk(profile, waiting.container(), waiting.count(), book.excluded()));
              }
            });
    if (!asks.isEmpty()) {
      inquiring = true;
      workers.run(() -> inquire(asks));
    }
  }

  private void inquire(List<OpenAsk> asks) {
    try {
      Map<ProfileId, List<PendingReason>> why = opened.inquiry().why(asks);
      host.act(() -> why.forEach((profile, reasons) -> book.explain(profile, reasons, now())));
    } catch (IOException | RuntimeException e) {
      LOG.debug("YARN does not say why containers do not come", e);
    } finally {
      host.act(
          () -> {
            inquiring = false;
            inquired = now();
          });
    }
  }

  @Override
  public void silent(String why) {
    host.act(
        () -> {
          if (!silent) {
            silent = true;
            tellWhileOpen(to -> to.disconnected(why));
          }
        });
  }

  @Override
  public void ended(FiresteelException why) {
    host.act(
        () -> {
          host.failed(why);
          fleet.attemptEnded();
        });
  }

  // ---- for executors

  @Override
  public void act(Runnable change) {
    host.act(change);
  }

  @Override
  public void tell(Consumer<BackendEvents> event) {
    host.tell(event);
  }

  @Override
  public void tellWhileOpen(Consumer<BackendEvents> event) {
    if (host.isOpen()) {
      host.tell(event);
    }
  }

  @Override
  public void gone(ExecutorId executor) {
    book.ended(executor, now());
    news();
    host.emptied();
  }

  @Override
  public void giveBack(String container) {
    book.giveBack(container);
    news();
  }
}
