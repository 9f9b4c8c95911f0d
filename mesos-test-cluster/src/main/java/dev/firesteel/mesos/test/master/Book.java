package dev.firesteel.mesos.test.master;

import dev.firesteel.mesos.test.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** What a master knows, and what it wants done; the parts of {@link Master} share it. */
final class Book {
  private final MasterSettings settings;
  private final MasterInfo info;
  private final Map<String, Framework> frameworks = new LinkedHashMap<>();
  private final Map<String, MasterAgent> agents = new LinkedHashMap<>();
  private final Map<String, Framework> removedFrameworks = new LinkedHashMap<>();

  /** Agents that were found unreachable, and when, in milliseconds. */
  private final Map<String, Long> unreachable = new LinkedHashMap<>();

  /** Tasks that were on them. */
  private final Map<String, List<MasterTask>> unreachableTasks = new LinkedHashMap<>();

  /** Agents that the registry knows and that have not come back. */
  private final Set<String> recovered = new LinkedHashSet<>();

  private final List<Effect> effects = new ArrayList<>();
  private long now;
  private int offersMade;

  Book(MasterSettings settings, MasterInfo info) {
    this.settings = settings;
    this.info = info;
  }

  MasterSettings settings() {
    return settings;
  }

  MasterInfo info() {
    return info;
  }

  long now() {
    return now;
  }

  void now(long millis) {
    now = millis;
  }

  double seconds() {
    return now / 1000.0;
  }

  Map<String, Framework> frameworks() {
    return frameworks;
  }

  Map<String, MasterAgent> agents() {
    return agents;
  }

  /** An agent that has an offer out, and so is there. */
  MasterAgent agent(String id) {
    return Objects.requireNonNull(agents.get(id), id);
  }

  Map<String, Framework> removedFrameworks() {
    return removedFrameworks;
  }

  Map<String, Long> unreachable() {
    return unreachable;
  }

  List<MasterTask> unreachableTasks(String agentId) {
    return unreachableTasks.computeIfAbsent(agentId, id -> new ArrayList<>());
  }

  Stream<MasterTask> unreachableTasks() {
    return unreachableTasks.values().stream().flatMap(List::stream);
  }

  void forgetUnreachable(String agentId) {
    unreachable.remove(agentId);
    unreachableTasks.remove(agentId);
  }

  Set<String> recovered() {
    return recovered;
  }

  Optional<Framework> ofStream(String streamId) {
    return frameworks.values().stream()
        .filter(each -> each.streamId().equals(Optional.of(streamId)))
        .findFirst();
  }

  String nextOfferId() {
    return info.getId() + "-O" + offersMade++;
  }

  void send(Framework framework, Event event) {
    framework.streamId().ifPresent(stream -> effects.add(new Effect.Send(stream, event)));
  }

  void effect(Effect effect) {
    effects.add(effect);
  }

  void tell(String agentId, ToAgent message) {
    effects.add(new Effect.Tell(agentId, message));
  }

  void breach(Violation.Kind kind, String frameworkId, String detail) {
    effects.add(new Effect.Breach(new Violation(kind, frameworkId, detail)));
  }

  List<Effect> drain() {
    List<Effect> all = List.copyOf(effects);
    effects.clear();
    return all;
  }

  /** The offer is no more; its resources are free. */
  void removeOffer(Offer offer) {
    Optional.ofNullable(frameworks.get(offer.frameworkId()))
        .ifPresent(each -> each.offers().remove(offer.id()));
    Optional.ofNullable(agents.get(offer.agentId()))
        .ifPresent(each -> each.offers().remove(offer.id()));
  }

  void rescind(Offer offer) {
    removeOffer(offer);
    Framework framework = frameworks.get(offer.frameworkId());
    if (framework != null) {
      framework.rescinded().add(offer.id());
      framework.count().rescinded();
      send(
          framework,
          Event.newBuilder()
              .setType(Event.Type.RESCIND)
              .setRescind(
                  Event.Rescind.newBuilder().setOfferId(OfferID.newBuilder().setValue(offer.id())))
              .build());
    }
  }

  void addTask(Framework framework, MasterAgent agent, MasterTask task) {
    framework.tasks().put(task.id(), task);
    agent.tasks().put(new MasterAgent.TaskKey(framework.id(), task.id()), task);
    agent.recount();
  }

  void removeTask(Framework framework, MasterTask task) {
    framework.tasks().remove(task.id());
    framework.completed().add(task);
    MasterAgent agent = agents.get(task.agentId().getValue());
    if (agent != null) {
      agent.tasks().remove(new MasterAgent.TaskKey(framework.id(), task.id()));
      agent.recount();
    }
  }
}
