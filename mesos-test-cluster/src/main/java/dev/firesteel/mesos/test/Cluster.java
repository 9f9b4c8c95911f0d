package dev.firesteel.mesos.test;

import dev.firesteel.mesos.test.agent.AgentEffect;
import dev.firesteel.mesos.test.agent.Checkpoints;
import dev.firesteel.mesos.test.http.HttpServer;
import dev.firesteel.mesos.test.master.AgentFacts;
import dev.firesteel.mesos.test.master.AgentTask;
import dev.firesteel.mesos.test.master.Effect;
import dev.firesteel.mesos.test.master.Master;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Masters and agents, and what passes between them. All of it lives on the loop. */
final class Cluster {
  private final ClusterPlan plan;
  private final Loop loop;
  private final List<MasterNode> masters = new ArrayList<>();
  private final List<AgentNode> agents = new ArrayList<>();
  private final Map<String, AgentLink> byId = new HashMap<>();
  private final Consumer<Violation> violations;
  private final Leadership leadership;
  private final Registrar registrar;

  /** Where standbys redirect to: the leader, or the one that led last. */
  private MasterNode leader;

  private @Nullable Future<?> timer;

  /**
   * Has masters, of which the first leads first, and no agents.
   *
   * @param endpoints where the masters listen
   * @param violations hears on the loop what frameworks do wrong
   */
  Cluster(
      ClusterPlan plan,
      Loop loop,
      HttpServer server,
      List<Endpoint> endpoints,
      Leadership leadership,
      Registrar registrar,
      Consumer<Violation> violations) {
    this.plan = plan;
    this.loop = loop;
    this.leadership = leadership;
    this.registrar = registrar;
    this.violations = violations;
    for (Endpoint each : endpoints) {
      masters.add(new MasterNode(server, each, node -> new MasterFront(this, node)));
    }
    leader = masters.get(0);
  }

  /** Makes the agents of the plan, which live here too. */
  void addAgents(AgentNode.Shared shared, Path directory) {
    for (int i = 0; i < plan.agents().size(); i++) {
      AgentSpec spec = plan.agents().get(i);
      String address = spec.host().orElse("127.0." + (i + 1) / 256 + "." + (i + 1) % 256);
      agents.add(
          new AgentNode(
              shared,
              new AgentNode.Place(
                  Endpoint.literal(address, 0), directory.resolve("agent" + i), Checkpoints.none()),
              spec,
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

  void violation(Violation violation) {
    violations.accept(violation);
  }

  /** A master comes to power. */
  void elect(MasterNode node) {
    leader = node;
    Master unused =
        node.lead(
            plan.master(),
            plan.master().registry() == Registry.REPLICATED ? registrar.recovered() : Set.of(),
            loop.now());
    for (AgentNode each : agents) {
      each.registered(false);
    }
  }

  void registerLater(AgentNode node) {
    var unused = loop.at(loop.now() + plan.reregistration().toMillis(), () -> register(node));
  }

  private void register(AgentNode node) {
    if (node.reachable()) {
      register(node, node.agent().id(), node.facts(), node.agent().tasks());
    }
  }

  /** An agent would register: as a new one if it has no id. Nothing happens if nobody leads. */
  void register(AgentLink link, String id, AgentFacts facts, List<AgentTask> tasks) {
    leader
        .leading()
        .ifPresent(
            master -> {
              String given = id;
              if (id.isEmpty()) {
                given = master.register(loop.now(), facts);
              } else {
                master.reregister(loop.now(), id, facts, tasks);
              }
              byId.put(given, link);
              link.registeredAs(given);
              pump();
            });
  }

  /** Whether this is the way to an agent; another one may have taken its place. */
  boolean leadsTo(String id, AgentLink link) {
    return byId.get(id) == link;
  }

  /** An agent's link is no more. */
  void disconnected(AgentLink link, String id) {
    if (byId.remove(id, link)) {
      var unused =
          lead(
              master -> {
                master.agentDisconnected(loop.now(), id);
                return true;
              });
    }
  }

  /** An agent goes in order. */
  void unregister(String id) {
    var unused =
        lead(
            master -> {
              master.unregister(loop.now(), id);
              return true;
            });
    byId.remove(id);
  }

  /** What an agent wants the master to know. */
  void fromAgent(AgentEffect effect) {
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
                      .map(AgentLink::linked)
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
      master.ifPresent(each -> registrar.hold(each.agentIds()));
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
    registrar.hold(leader.leading().orElseThrow().agentIds());
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
