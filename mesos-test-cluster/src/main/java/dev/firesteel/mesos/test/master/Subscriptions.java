package dev.firesteel.mesos.test.master;

import dev.firesteel.mesos.test.Violation;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** Frameworks that come, come back, and go. */
final class Subscriptions {
  /** In this part of real subscriptions the first offers came before the first heartbeat. */
  private static final int OFFERS_FIRST_ONCE_IN = 8;

  private final Book book;
  private final Allocator allocator;
  private final Inverses inverses;
  private int ids;
  private int subscribed;

  Subscriptions(Book book, Allocator allocator, Inverses inverses) {
    this.book = book;
    this.inverses = inverses;
    this.allocator = allocator;
  }

  void subscribe(String streamId, Optional<String> principal, Call.Subscribe subscribe) {
    FrameworkInfo info = subscribe.getFrameworkInfo();
    String id = info.getId().getValue();
    Optional<String> wrong =
        book.removedFrameworks().containsKey(id)
            ? Optional.of("Framework has been removed")
            : FrameworkChecks.wrong(info, subscribe.getSuppressedRolesList(), book.settings());
    if (wrong.isPresent()) {
      book.breach(Violation.Kind.REFUSED_SUBSCRIPTION, id, wrong.get());
      book.effect(new Effect.Send(streamId, error(wrong.get())));
      book.effect(new Effect.End(streamId));
      return;
    }
    Framework framework = id.isEmpty() ? fresh(info) : again(id, info);
    framework.connect(
        streamId, principal, book.now() + book.settings().heartbeatInterval().toMillis());
    framework.suppressed().clear();
    framework.suppressed().addAll(subscribe.getSuppressedRolesList());
    welcome(framework);
  }

  private Framework fresh(FrameworkInfo info) {
    String id = String.format(Locale.ROOT, "%s-%04d", book.info().getId(), ids++);
    Framework framework =
        new Framework(
            id, info.toBuilder().setId(FrameworkID.newBuilder().setValue(id)).build(), book.now());
    book.frameworks().put(id, framework);
    return framework;
  }

  private Framework again(String id, FrameworkInfo info) {
    Framework known = book.frameworks().get(id);
    if (known == null) {
      known = new Framework(id, info, book.now());
      book.frameworks().put(id, known);
      return known;
    }
    if (known.connected()) {
      String old = known.streamId().orElseThrow();
      book.effect(new Effect.Send(old, error("Framework failed over")));
      book.effect(new Effect.End(old));
    }
    new ArrayList<>(known.offers().values()).forEach(book::removeOffer);
    inverses.forget(known);
    known.info(info);
    return known;
  }

  private void welcome(Framework framework) {
    book.send(
        framework,
        Event.newBuilder()
            .setType(Event.Type.SUBSCRIBED)
            .setSubscribed(
                Event.Subscribed.newBuilder()
                    .setFrameworkId(FrameworkID.newBuilder().setValue(framework.id()))
                    .setHeartbeatIntervalSeconds(
                        book.settings().heartbeatInterval().toMillis() / 1000.0)
                    .setMasterInfo(book.info()))
            .build());
    boolean offersFirst = ++subscribed % OFFERS_FIRST_ONCE_IN == 0;
    if (offersFirst) {
      allocator.allocate();
    }
    heartbeat(framework);
    for (MasterAgent agent : book.agents().values()) {
      if (agent.tasks().keySet().stream()
          .anyMatch(key -> key.frameworkId().equals(framework.id()))) {
        book.tell(
            agent.id(),
            new ToAgent.FrameworkIsBack(FrameworkID.newBuilder().setValue(framework.id()).build()));
      }
    }
    if (!offersFirst) {
      allocator.allocate();
    }
  }

  private void heartbeat(Framework framework) {
    book.send(framework, Event.newBuilder().setType(Event.Type.HEARTBEAT).build());
  }

  void disconnected(Framework framework) {
    long timeout =
        (long) Math.max(0, Math.min(framework.info().getFailoverTimeout() * 1000, 1L << 52));
    framework.disconnect(book.now() + timeout);
    inverses.forget(framework);
    new ArrayList<>(framework.offers().values()).forEach(book::removeOffer);
  }

  void remove(Framework framework) {
    framework.streamId().ifPresent(stream -> book.effect(new Effect.End(stream)));
    new ArrayList<>(framework.offers().values()).forEach(book::removeOffer);
    inverses.forget(framework);
    FrameworkID id = FrameworkID.newBuilder().setValue(framework.id()).build();
    for (MasterAgent agent : book.agents().values()) {
      if (agent.tasks().keySet().removeIf(key -> key.frameworkId().equals(framework.id()))) {
        book.tell(agent.id(), new ToAgent.ShutDownFramework(id));
        agent.recount();
      }
    }
    book.frameworks().remove(framework.id());
    book.removedFrameworks().put(framework.id(), framework);
  }

  void expire() {
    for (Framework framework : new ArrayList<>(book.frameworks().values())) {
      if (framework.removeAt().isPresent() && framework.removeAt().getAsLong() <= book.now()) {
        remove(framework);
      } else if (framework.nextHeartbeat().isPresent()
          && framework.nextHeartbeat().getAsLong() <= book.now()) {
        heartbeat(framework);
        framework.nextHeartbeat(book.now() + book.settings().heartbeatInterval().toMillis());
      }
    }
  }

  private static Event error(String message) {
    return Event.newBuilder()
        .setType(Event.Type.ERROR)
        .setError(Event.Error.newBuilder().setMessage(message))
        .build();
  }
}
