package dev.firesteel.mesos.test.master;

import dev.firesteel.mesos.test.resources.Resources;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.scheduler.Protos.Event;

/**
 * Offers what is free, agent by agent, to the role, and in it to the framework, with the smallest
 * dominant share (Ghodsi et al., "Dominant Resource Fairness", NSDI 2011), as Mesos' hierarchical
 * allocator does, without its hierarchy.
 */
final class Allocator {
  private static final List<String> SHARED = List.of("cpus", "mem", "disk", "gpus");
  private static final double LEAST_CPUS = 0.01;
  private static final double LEAST_MEM = 32;

  private final Book book;
  private final Inverses inverses;
  private long rounds;

  Allocator(Book book, Inverses inverses) {
    this.book = book;
    this.inverses = inverses;
  }

  /** A cycle that comes at the allocation interval, and is counted. */
  void cycle() {
    List<Framework> waiting = new ArrayList<>();
    for (Framework each : book.frameworks().values()) {
      if (!each.offers().isEmpty()) {
        each.count().held();
      }
      if (hasChance(each)) {
        each.count().chance();
        waiting.add(each);
      }
    }
    allocate();
    waiting.stream().filter(each -> !each.offers().isEmpty()).forEach(e -> e.count().served());
  }

  /** Whether there is something for it that no task has. */
  private boolean hasChance(Framework framework) {
    return framework.connected()
        && framework.roles().stream()
            .filter(role -> !framework.suppressed().contains(role))
            .anyMatch(
                role ->
                    book.agents().values().stream()
                        .filter(MasterAgent::connected)
                        .anyMatch(
                            agent ->
                                isWorthIt(
                                    part(
                                        agent,
                                        agent.total().minus(agent.used()),
                                        framework,
                                        role))));
  }

  /** Goes over all agents. */
  void allocate() {
    List<MasterAgent> agents = new ArrayList<>(book.agents().values());
    if (agents.isEmpty() || book.frameworks().isEmpty()) {
      return;
    }
    for (Framework each : book.frameworks().values()) {
      each.forget(book.now());
    }
    Shares shares = new Shares(book);
    Map<Framework, List<Offer>> made = new LinkedHashMap<>();
    // Mesos shuffles; a rotation is as fair and the same each time.
    int first = (int) (rounds++ % agents.size());
    for (int i = 0; i < agents.size(); i++) {
      MasterAgent agent = agents.get((first + i) % agents.size());
      if (agent.connected()) {
        offer(agent, shares, made);
      }
    }
    made.forEach(this::send);
    inverses.ask();
  }

  private void offer(MasterAgent agent, Shares shares, Map<Framework, List<Offer>> made) {
    Resources available = agent.available();
    Set<String> roles = new LinkedHashSet<>();
    book.frameworks().values().stream()
        .filter(Framework::connected)
        .forEach(each -> roles.addAll(each.roles()));
    List<String> byShare = new ArrayList<>(roles);
    byShare.sort(Comparator.comparingDouble(shares::ofRole));
    for (String role : byShare) {
      List<Framework> candidates = new ArrayList<>();
      for (Framework each : book.frameworks().values()) {
        if (each.connected() && each.roles().contains(role) && !each.suppressed().contains(role)) {
          candidates.add(each);
        }
      }
      candidates.sort(Comparator.comparingDouble(each -> shares.of(each, role)));
      for (Framework framework : candidates) {
        Resources part = part(agent, available, framework, role);
        if (isWorthIt(part) && !framework.refuses(role, agent.id(), part.allocatedTo(role))) {
          Offer offer =
              new Offer(
                  book.nextOfferId(),
                  framework.id(),
                  agent.id(),
                  role,
                  part.allocatedTo(role),
                  book.now());
          agent.offers().put(offer.id(), offer);
          framework.offers().put(offer.id(), offer);
          framework.count().made();
          shares.add(framework, role, part);
          made.computeIfAbsent(framework, f -> new ArrayList<>()).add(offer);
          available = available.minus(part);
        }
      }
    }
  }

  private static Resources part(
      MasterAgent agent, Resources available, Framework framework, String role) {
    Resources part = available.offerableTo(role);
    if (!framework.can(Capability.Type.REVOCABLE_RESOURCES)) {
      part = part.nonRevocable();
    }
    if (agent.total().scalar("gpus") > 0 && !framework.can(Capability.Type.GPU_RESOURCES)) {
      return Resources.NONE;
    }
    return part;
  }

  private static boolean isWorthIt(Resources part) {
    return part.scalar("cpus") >= LEAST_CPUS || part.scalar("mem") >= LEAST_MEM;
  }

  private void send(Framework framework, List<Offer> offers) {
    Event.Offers.Builder all = Event.Offers.newBuilder();
    for (Offer each : offers) {
      all.addOffers(message(framework, each));
    }
    book.send(framework, Event.newBuilder().setType(Event.Type.OFFERS).setOffers(all).build());
  }

  private org.apache.mesos.v1.Protos.Offer message(Framework framework, Offer offer) {
    MasterAgent agent = book.agent(offer.agentId());
    AgentFacts facts = agent.facts();
    Resources.Format format =
        framework.can(Capability.Type.RESERVATION_REFINEMENT)
            ? Resources.Format.RESERVATIONS
            : Resources.Format.ROLE;
    org.apache.mesos.v1.Protos.Offer.Builder message =
        org.apache.mesos.v1.Protos.Offer.newBuilder()
            .setId(OfferID.newBuilder().setValue(offer.id()))
            .setFrameworkId(FrameworkID.newBuilder().setValue(framework.id()))
            .setAgentId(AgentID.newBuilder().setValue(agent.id()))
            .setHostname(facts.host())
            .setUrl(facts.url())
            .addAllResources(offer.resources().toList(format))
            .addAllAttributes(facts.attributes())
            .setAllocationInfo(Resource.AllocationInfo.newBuilder().setRole(offer.role()));
    facts.domain().ifPresent(message::setDomain);
    agent.maintenance().ifPresent(each -> message.setUnavailability(each.when()));
    for (MasterAgent.TaskKey key : agent.tasks().keySet()) {
      MasterTask task = agent.tasks().get(key);
      if (key.frameworkId().equals(framework.id())
          && task.info().hasExecutor()
          && !message.getExecutorIdsList().contains(task.info().getExecutor().getExecutorId())) {
        message.addExecutorIds(task.info().getExecutor().getExecutorId());
      }
    }
    return message.build();
  }

  /** Dominant shares of what is used or offered, over what the cluster has. */
  private static final class Shares {
    private final Map<String, Double> weights;
    private final Map<String, Double> total = new HashMap<>();
    private final Map<String, Map<String, Double>> byRole = new HashMap<>();
    private final Map<String, Map<String, Double>> byFramework = new HashMap<>();

    Shares(Book book) {
      weights = book.settings().weights();
      for (MasterAgent agent : book.agents().values()) {
        for (String name : SHARED) {
          total.merge(name, agent.total().scalar(name), Double::sum);
        }
      }
      for (Framework framework : book.frameworks().values()) {
        for (Offer each : framework.offers().values()) {
          add(framework, each.role(), each.resources());
        }
        for (MasterTask each : framework.tasks().values()) {
          add(framework, roleOf(each, framework), each.held());
        }
      }
    }

    private static String roleOf(MasterTask task, Framework framework) {
      return task.info().getResourcesCount() > 0 && task.info().getResources(0).hasAllocationInfo()
          ? task.info().getResources(0).getAllocationInfo().getRole()
          : framework.roles().stream().findFirst().orElse("*");
    }

    void add(Framework framework, String role, Resources resources) {
      for (String name : SHARED) {
        double amount = resources.scalar(name);
        if (amount > 0) {
          byRole.computeIfAbsent(role, r -> new HashMap<>()).merge(name, amount, Double::sum);
          byFramework
              .computeIfAbsent(framework.id() + " " + role, r -> new HashMap<>())
              .merge(name, amount, Double::sum);
        }
      }
    }

    double ofRole(String role) {
      return share(byRole.getOrDefault(role, Map.of())) / weights.getOrDefault(role, 1.0);
    }

    double of(Framework framework, String role) {
      return share(byFramework.getOrDefault(framework.id() + " " + role, Map.of()));
    }

    private double share(Map<String, Double> amounts) {
      double dominant = 0;
      for (Map.Entry<String, Double> each : amounts.entrySet()) {
        double all = total.getOrDefault(each.getKey(), 0.0);
        dominant = all > 0 ? Math.max(dominant, each.getValue() / all) : dominant;
      }
      return dominant;
    }
  }
}
