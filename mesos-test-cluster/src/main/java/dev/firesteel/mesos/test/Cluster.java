package dev.firesteel.mesos.test;

import dev.firesteel.mesos.test.agent.AgentEffect;
import dev.firesteel.mesos.test.http.HttpServer;
import dev.firesteel.mesos.test.master.Effect;
import dev.firesteel.mesos.test.master.Master;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Masters and agents, and what passes between them. All of it lives on the loop. */
final class Cluster {
  private final ClusterPlan plan;
  private final Loop loop;
  private final List<MasterNode> masters = new ArrayList<>();
  private final List<AgentNode> agents = new ArrayList<>();
  private final Map<String, AgentNode> byId = new HashMap<>();
  private final List<Violation> violations = new ArrayList<>();
  private final Leadership leadership;

  /** Where standbys redirect to: the leader, or the one that led last. */
  private MasterNode leader;

  /** What the registry holds when nobody leads. */
  private Set<String> registry = Set.of();

  private @Nullable Future<?> timer;

  Cluster(
      ClusterPlan plan,
      Loop loop,
      HttpServer server,
      Executor workers,
      Path directory,
      Leadership leadership) {
    this.plan = plan;
    this.loop = loop;
    this.leadership = leadership;
    for (int i = 0; i <= plan.standbys(); i++) {
      masters.add(new MasterNode(server, node -> new MasterFront(this, node)));
    }
    leader = masters.get(0);
    AgentNode.Shared shared =
        new AgentNode.Shared(
            loop,
            server,
            workers,
            directory,
            plan.updateRetry().toMillis(),
            plan.launchDelay().toMillis());
    for (int i = 0; i < plan.agents().size(); i++) {
      agents.add(
          new AgentNode(
              shared,
              i,
              plan.agents().get(i),
              node -> new AgentFront(loop, node),
              this::fromAgent));
    }
  }

  Loop loop() {
    return loop;
  }

  ClusterPlan plan() {
    return plan;
  }

  List<MasterNode> masters() {
    return masters;
  }

  List<AgentNode> agents() {
    return agents;
  }

  AgentNode agent(int number) {
    if (number < 0 || number >= agents.size()) {
      throw new IllegalArgumentException(
          "There is no agent " + number + " (there are 0 to " + (agents.size() - 1) + ")");
    }
    return agents.get(number);
  }

  MasterNode leader() {
    return leader;
  }

  List<Violation> violations() {
    return violations;
  }

  void violation(Violation violation) {
    violations.add(violation);
  }

  /** A master comes to power. */
  void elect(MasterNode node) {
    leader = node;
    Master unused =
        node.lead(
            plan.master(),
            plan.master().registry() == Registry.REPLICATED ? registry : Set.of(),
            loop.now());
    for (AgentNode each : agents) {
      each.registered(false);
    }
  }

  void registerLater(AgentNode node) {
    var unused = loop.at(loop.now() + plan.reregistration().toMillis(), () -> register(node));
  }

  private void register(AgentNode node) {
    leader
        .leading()
        .filter(master -> node.reachable())
        .ifPresent(
            master -> {
              if (node.agent().id().isEmpty()) {
                node.agent().registeredAs(master.register(loop.now(), node.facts()));
              } else {
                master.reregister(
                    loop.now(), node.agent().id(), node.facts(), node.agent().tasks());
              }
              byId.put(node.agent().id(), node);
              node.registered(true);
              node.agent().resendAll(loop.now());
              node.apply();
              pump();
            });
  }

  private void fromAgent(AgentEffect effect) {
    if (effect instanceof AgentEffect.Breach breach) {
      // Who is not there to hear an update has no duty to acknowledge it.
      if (leader
          .leading()
          .filter(master -> master.isSubscribed(breach.violation().frameworkId()))
          .isPresent()) {
        violation(breach.violation());
      }
    } else if (effect instanceof AgentEffect.Update update) {
      leader
          .leading()
          .filter(
              master ->
                  Optional.ofNullable(byId.get(update.status().getAgentId().getValue()))
                      .map(AgentNode::linked)
                      .orElse(false))
          .ifPresent(
              master -> {
                master.update(loop.now(), update.frameworkId(), update.status(), update.latest());
                pump();
              });
    }
  }

  /** Does something with the leading master, if there is one, and what follows from it. */
  <T> Optional<T> lead(Function<Master, T> input) {
    Optional<T> output = leader.leading().map(input);
    pump();
    return output;
  }

  private boolean pumping;

  /** Does what the leading master wants done, until it wants nothing more. */
  private void pump() {
    if (pumping) {
      return;
    }
    pumping = true;
    try {
      Optional<Master> master = leader.leading();
      while (master.isPresent()) {
        List<Effect> effects = master.get().effects();
        if (effects.isEmpty()) {
          break;
        }
        effects.forEach(this::apply);
      }
    } finally {
      pumping = false;
    }
    schedule();
  }

  private void apply(Effect effect) {
    if (effect instanceof Effect.Send send) {
      leader.send(send);
    } else if (effect instanceof Effect.End end) {
      leader.end(end.streamId());
    } else if (effect instanceof Effect.Breach breach) {
      violation(breach.violation());
    } else if (effect instanceof Effect.Tell tell) {
      Optional.ofNullable(byId.get(tell.agentId())).ifPresent(to -> to.receive(tell.message()));
    }
  }

  private void schedule() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
    leader
        .leading()
        .ifPresent(
            master ->
                timer =
                    loop.at(
                        master.nextTick(),
                        () ->
                            lead(
                                now -> {
                                  now.tick(loop.now());
                                  return true;
                                })));
  }

  /** The leading master dies. */
  void killLeader() {
    if (leader.leading().isEmpty()) {
      throw new IllegalStateException("No master leads");
    }
    registry = leader.leading().orElseThrow().agentIds();
    leader.kill();
    agents.forEach(each -> each.registered(false));
  }

  /** All masters are there; the first one leads, and knows all agents. */
  void begin() {
    masters.forEach(each -> leadership.joins(each.info()));
    elect(leader);
    agents.forEach(this::register);
  }

  /** The dead leader's session expires; a master that can lead, leads; agents follow. */
  void succeed(MasterNode node) {
    leadership.leaves(leader.info());
    if (!node.alive()) {
      node.restart();
      leadership.joins(node.info());
    }
    elect(node);
    agents.forEach(this::registerLater);
    pump();
  }

  /** An agent is gone, and may have another id when it comes back. */
  void forget(AgentNode node) {
    byId.remove(node.agent().id());
    node.agent().registeredAs("");
  }
}
