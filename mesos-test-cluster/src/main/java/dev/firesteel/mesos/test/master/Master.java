package dev.firesteel.mesos.test.master;

import dev.firesteel.mesos.test.FrameworkView;
import dev.firesteel.mesos.test.MaintenanceAnswer;
import dev.firesteel.mesos.test.Violation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.MasterInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;
import org.apache.mesos.v1.Protos.Unavailability;
import org.apache.mesos.v1.scheduler.Protos.Call;

/**
 * A leading master. Each input has its time, in milliseconds since 1970, and leaves effects behind,
 * which {@link #effects} takes away. Not safe for use by several threads.
 */
public final class Master {
  private final Book book;
  private final Inverses inverses;
  private final Allocator allocator;
  private final Acceptance acceptance;
  private final Reconciliation reconciliation;
  private final Subscriptions subscriptions;
  private final Agents agents;
  private final Snapshot snapshot;
  private long nextAllocation;

  /**
   * Comes to power.
   *
   * @param recovered agents that the registry knows
   */
  public Master(MasterSettings settings, MasterInfo info, Collection<String> recovered, long now) {
    book = new Book(settings, info);
    book.now(now);
    book.recovered().addAll(recovered);
    inverses = new Inverses(book);
    allocator = new Allocator(book, inverses);
    acceptance = new Acceptance(book);
    reconciliation = new Reconciliation(book);
    subscriptions = new Subscriptions(book, allocator, inverses);
    agents = new Agents(book, inverses);
    snapshot = new Snapshot(book);
    nextAllocation = now + settings.allocationInterval().toMillis();
  }

  /** Who it is. */
  public MasterInfo info() {
    return book.info();
  }

  /** What is to be done since the last time this was asked, in order. */
  public List<Effect> effects() {
    return book.drain();
  }

  /**
   * Whether a SUBSCRIBE may open a stream.
   *
   * @return why not
   */
  public Optional<Verdict> refusal(long now, Caller caller, Call call) {
    book.now(now);
    Optional<String> wrong = CallChecks.wrong(call, caller);
    if (wrong.isPresent()) {
      return Optional.of(malformed(call, "Failed to validate scheduler::Call: " + wrong.get()));
    }
    if (call.getType() == Call.Type.SUBSCRIBE && caller.streamId().isPresent()) {
      return Optional.of(
          malformed(call, "Subscribe calls should not include the 'Mesos-Stream-Id' header"));
    }
    return Optional.empty();
  }

  private Verdict malformed(Call call, String sentence) {
    book.breach(Violation.Kind.MALFORMED_CALL, call.getFrameworkId().getValue(), sentence);
    return Verdict.refused(400, sentence);
  }

  /** A SUBSCRIBE that was not refused; its stream has this id. */
  public void subscribe(long now, String streamId, Caller caller, Call call) {
    book.now(now);
    subscriptions.subscribe(streamId, caller.principal(), call.getSubscribe());
  }

  /** The other side of a stream is gone. */
  public void closed(long now, String streamId) {
    book.now(now);
    book.ofStream(streamId).ifPresent(subscriptions::disconnected);
    subscriptions.expire();
  }

  /** Any call but SUBSCRIBE. */
  public Verdict call(long now, Caller caller, Call call) {
    Optional<Verdict> refusal = refusal(now, caller, call);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    String id = call.getFrameworkId().getValue();
    Framework framework = book.frameworks().get(id);
    if (framework == null) {
      book.breach(Violation.Kind.CALL_WITHOUT_SUBSCRIPTION, id, call.getType() + " unknown");
      return Verdict.refused(400, "Framework cannot be found");
    }
    Optional<String> principal = framework.principal();
    if (principal.isPresent() && !principal.equals(caller.principal())) {
      String sentence =
          "Authenticated principal '"
              + caller.principal().orElse("")
              + "' does not match principal '"
              + principal.get()
              + "' set in `FrameworkInfo`";
      book.breach(Violation.Kind.WRONG_CREDENTIALS, id, sentence);
      return Verdict.refused(400, sentence);
    }
    if (!framework.connected()) {
      book.breach(Violation.Kind.CALL_WITHOUT_SUBSCRIPTION, id, call.getType().toString());
      return Verdict.refused(403, "Framework is not subscribed");
    }
    if (caller.streamId().isEmpty()) {
      book.breach(Violation.Kind.WRONG_STREAM_ID, id, call.getType() + " without a stream id");
      return Verdict.refused(
          400, "All non-subscribe calls should include the 'Mesos-Stream-Id' header");
    }
    if (!caller.streamId().equals(framework.streamId())) {
      book.breach(Violation.Kind.WRONG_STREAM_ID, id, call.getType() + " of another stream");
      return Verdict.refused(
          400,
          "The stream ID '"
              + caller.streamId().get()
              + "' included in this request didn't match the stream ID currently associated with"
              + " framework ID "
              + id);
    }
    return perform(framework, call);
  }

  private Verdict perform(Framework framework, Call call) {
    switch (call.getType()) {
      case TEARDOWN -> subscriptions.remove(framework);
      case ACCEPT -> acceptance.accept(framework, call.getAccept());
      case DECLINE -> acceptance.decline(framework, call.getDecline());
      case REVIVE -> {
        framework.revive(roles(framework, call.getRevive().getRolesList(), call));
        allocator.allocate();
      }
      case SUPPRESS ->
          framework.suppressed().addAll(roles(framework, call.getSuppress().getRolesList(), call));
      case KILL -> kill(framework, call.getKill());
      case SHUTDOWN ->
          book.tell(
              call.getShutdown().getAgentId().getValue(),
              new ToAgent.ShutDownExecutor(
                  call.getFrameworkId(), call.getShutdown().getExecutorId()));
      case ACKNOWLEDGE -> acknowledge(framework, call.getAcknowledge());
      case RECONCILE -> reconciliation.reconcile(framework, call.getReconcile().getTasksList());
      case ACCEPT_INVERSE_OFFERS -> {
        Call.AcceptInverseOffers accept = call.getAcceptInverseOffers();
        inverses.answered(
            framework,
            accept.getInverseOfferIdsList(),
            accept.getFilters(),
            MaintenanceAnswer.ACCEPTED);
      }
      case DECLINE_INVERSE_OFFERS -> {
        Call.DeclineInverseOffers decline = call.getDeclineInverseOffers();
        inverses.answered(
            framework,
            decline.getInverseOfferIdsList(),
            decline.getFilters(),
            MaintenanceAnswer.DECLINED);
      }
      case UPDATE_FRAMEWORK -> {
        return update(framework, call.getUpdateFramework());
      }
      case MESSAGE, REQUEST, RECONCILE_OPERATIONS, ACKNOWLEDGE_OPERATION_STATUS -> {
        // Taken, and nothing follows.
      }
      case SUBSCRIBE, UNKNOWN ->
          throw new IllegalStateException("Not handled here: " + call.getType());
    }
    return Verdict.ACCEPTED;
  }

  private Set<String> roles(Framework framework, List<String> named, Call call) {
    Set<String> roles = named.isEmpty() ? framework.roles() : new LinkedHashSet<>(named);
    for (String role : roles) {
      if (!framework.roles().contains(role)) {
        book.breach(
            Violation.Kind.UNKNOWN_ROLE, framework.id(), call.getType() + " of role " + role);
      }
    }
    Set<String> own = new LinkedHashSet<>(roles);
    own.retainAll(framework.roles());
    return own;
  }

  private void kill(Framework framework, Call.Kill kill) {
    MasterTask task = framework.tasks().get(kill.getTaskId().getValue());
    if (task == null) {
      reconciliation.reconcile(
          framework,
          kill.getTaskId(),
          kill.hasAgentId() ? Optional.of(kill.getAgentId()) : Optional.empty());
    } else {
      book.tell(
          task.agentId().getValue(),
          new ToAgent.Kill(
              FrameworkID.newBuilder().setValue(framework.id()).build(),
              kill.getTaskId(),
              kill.hasKillPolicy() ? kill.getKillPolicy() : task.info().getKillPolicy()));
    }
  }

  private void acknowledge(Framework framework, Call.Acknowledge acknowledge) {
    MasterTask task = framework.tasks().get(acknowledge.getTaskId().getValue());
    book.tell(
        acknowledge.getAgentId().getValue(),
        new ToAgent.Acknowledged(
            FrameworkID.newBuilder().setValue(framework.id()).build(),
            acknowledge.getTaskId(),
            acknowledge.getUuid()));
    if (task != null
        && States.isTerminal(task.state())
        && task.last().map(last -> last.getUuid().equals(acknowledge.getUuid())).orElse(false)) {
      book.removeTask(framework, task);
    }
  }

  private Verdict update(Framework framework, Call.UpdateFramework update) {
    FrameworkInfo info = update.getFrameworkInfo();
    if (!info.getUser().equals(framework.info().getUser())) {
      return Verdict.refused(
          400,
          "FrameworkInfo update is not valid: Updating 'FrameworkInfo.user' is unsupported;"
              + " attempted to update from '"
              + framework.info().getUser()
              + "' to '"
              + info.getUser()
              + "'");
    }
    Optional<String> wrong =
        FrameworkChecks.wrong(info, update.getSuppressedRolesList(), book.settings());
    if (wrong.isPresent()) {
      return Verdict.refused(400, "Supplied FrameworkInfo is not valid: " + wrong.get());
    }
    framework.info(info);
    framework.suppressed().clear();
    framework.suppressed().addAll(update.getSuppressedRolesList());
    for (Offer each : new ArrayList<>(framework.offers().values())) {
      if (!framework.roles().contains(each.role())) {
        book.rescind(each);
      }
    }
    return new Verdict(200, "");
  }

  /**
   * A new agent.
   *
   * @return its id
   */
  public String register(long now, AgentFacts facts) {
    book.now(now);
    String id = agents.register(facts);
    allocator.allocate();
    return id;
  }

  /** An agent that had an id. */
  public void reregister(long now, String agentId, AgentFacts facts, List<AgentTask> tasks) {
    book.now(now);
    agents.reregister(agentId, facts, tasks);
    allocator.allocate();
  }

  /** An agent's connection broke. */
  public void agentDisconnected(long now, String agentId) {
    book.now(now);
    agents.disconnected(agentId);
  }

  /** An agent does not answer any more, since this time. */
  public void agentSilent(long now, String agentId, long since) {
    book.now(now);
    agents.silent(agentId, since);
  }

  /** An agent answers again; true if it is still registered. */
  public boolean agentHeard(long now, String agentId) {
    book.now(now);
    agents.heard(agentId);
    return book.agents().containsKey(agentId);
  }

  /** An agent goes in order. */
  public void unregister(long now, String agentId) {
    book.now(now);
    agents.unregistered(agentId);
  }

  /** An agent is planned to be unavailable, or not any more. */
  public void maintain(long now, String agentId, Optional<Unavailability> when) {
    book.now(now);
    inverses.plan(book.agent(agentId), when);
    allocator.allocate();
  }

  /** What frameworks said to the maintenance of an agent, by their ids. */
  public Map<String, MaintenanceAnswer> maintenanceAnswers(String agentId) {
    return Optional.ofNullable(book.agents().get(agentId))
        .flatMap(MasterAgent::maintenance)
        .map(each -> Map.copyOf(each.answers()))
        .orElse(Map.of());
  }

  /** What an agent says of a task. */
  public void update(long now, FrameworkID framework, TaskStatus status, TaskState latest) {
    book.now(now);
    agents.update(framework, status, latest);
  }

  /** Whether a framework's stream is open. */
  public boolean isSubscribed(String frameworkId) {
    return Optional.ofNullable(book.frameworks().get(frameworkId))
        .map(Framework::connected)
        .orElse(false);
  }

  /** All frameworks that it has seen, those that are gone at the end. */
  public List<FrameworkView> frameworks() {
    List<FrameworkView> views = new ArrayList<>();
    for (Framework each : book.frameworks().values()) {
      views.add(
          view(
              each,
              each.connected()
                  ? FrameworkView.State.SUBSCRIBED
                  : FrameworkView.State.DISCONNECTED));
    }
    book.removedFrameworks()
        .values()
        .forEach(each -> views.add(view(each, FrameworkView.State.REMOVED)));
    return views;
  }

  private static FrameworkView view(Framework framework, FrameworkView.State state) {
    Set<String> tasks = new LinkedHashSet<>();
    for (MasterTask each : framework.tasks().values()) {
      if (!States.isTerminal(each.state())) {
        tasks.add(each.id());
      }
    }
    return new FrameworkView(
        framework.id(), framework.info().getName(), state, tasks, framework.count().figures());
  }

  /** Rescinds all offers. */
  public void rescindAll(long now) {
    book.now(now);
    for (MasterAgent agent : book.agents().values()) {
      new ArrayList<>(agent.offers().values()).forEach(book::rescind);
    }
  }

  /** When {@link #tick} is due next, in milliseconds. */
  public long nextTick() {
    long next = nextAllocation;
    for (OptionalLong each : (Iterable<OptionalLong>) deadlines()::iterator) {
      next = Math.min(next, each.orElse(Long.MAX_VALUE));
    }
    return next;
  }

  private Stream<OptionalLong> deadlines() {
    Stream<OptionalLong> offers =
        book.settings().offerTimeout().isEmpty()
            ? Stream.empty()
            : book.agents().values().stream()
                .flatMap(each -> each.offers().values().stream())
                .map(
                    offer ->
                        OptionalLong.of(
                            offer.madeAt()
                                + book.settings().offerTimeout().orElseThrow().toMillis()));
    return Stream.of(
            book.frameworks().values().stream()
                .flatMap(each -> Stream.of(each.nextHeartbeat(), each.removeAt())),
            book.agents().values().stream().map(MasterAgent::unreachableAt),
            offers)
        .flatMap(each -> each);
  }

  /** Time passes: heartbeats, allocations, whatever has expired. */
  public void tick(long now) {
    book.now(now);
    subscriptions.expire();
    agents.expire();
    book.settings()
        .offerTimeout()
        .ifPresent(
            timeout -> {
              for (MasterAgent agent : book.agents().values()) {
                new ArrayList<>(agent.offers().values())
                    .stream()
                        .filter(each -> each.madeAt() + timeout.toMillis() <= now)
                        .forEach(book::rescind);
              }
            });
    if (now >= nextAllocation) {
      nextAllocation = now + book.settings().allocationInterval().toMillis();
      allocator.cycle();
    }
  }

  /** Ids of registered agents, and of those that the registry knows. */
  public Set<String> agentIds() {
    Set<String> ids = new LinkedHashSet<>(book.agents().keySet());
    ids.addAll(book.recovered());
    return ids;
  }

  /** What operators may read. */
  public Snapshot snapshot() {
    return snapshot;
  }
}
