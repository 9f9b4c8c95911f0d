package dev.firesteel.mesos.test.master;

import dev.firesteel.mesos.test.MaintenanceAnswer;
import dev.firesteel.mesos.test.resources.Resources;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.mesos.v1.Protos.Unavailability;

/** An agent as the master knows it. */
final class MasterAgent {
  private final String id;
  private final Map<String, Offer> offers = new LinkedHashMap<>();

  /** By framework and task. */
  private final Map<TaskKey, MasterTask> tasks = new LinkedHashMap<>();

  private AgentFacts facts;
  private Resources total;
  private Resources used = Resources.NONE;
  private boolean connected = true;
  private OptionalLong unreachableAt = OptionalLong.empty();
  private Optional<Maintenance> maintenance = Optional.empty();

  record TaskKey(String frameworkId, String taskId) {}

  /** A time in which it will be unavailable, and what frameworks say to that; by their ids. */
  static final class Maintenance {
    private final Unavailability when;
    private final Map<String, String> open = new LinkedHashMap<>();
    private final Map<String, Long> filters = new LinkedHashMap<>();
    private final Map<String, MaintenanceAnswer> answers = new LinkedHashMap<>();

    Maintenance(Unavailability when) {
      this.when = when;
    }

    Unavailability when() {
      return when;
    }

    /** Inverse offers without answer. */
    Map<String, String> open() {
      return open;
    }

    boolean mayAsk(String framework, long now) {
      return !open.containsKey(framework) && filters.getOrDefault(framework, now) <= now;
    }

    void answered(String framework, MaintenanceAnswer answer, long filteredUntil) {
      open.remove(framework);
      answers.put(framework, answer);
      filters.put(framework, filteredUntil);
    }

    Map<String, MaintenanceAnswer> answers() {
      return answers;
    }
  }

  MasterAgent(String id, AgentFacts facts) {
    this.id = id;
    this.facts = facts;
    this.total = Resources.of(facts.resources());
  }

  String id() {
    return id;
  }

  AgentFacts facts() {
    return facts;
  }

  /** It has come back, and is another one than it was. */
  void facts(AgentFacts changed) {
    facts = changed;
    total = Resources.of(changed.resources());
  }

  Resources total() {
    return total;
  }

  Map<String, Offer> offers() {
    return offers;
  }

  Map<TaskKey, MasterTask> tasks() {
    return tasks;
  }

  Optional<Maintenance> maintenance() {
    return maintenance;
  }

  void maintenance(Optional<Maintenance> planned) {
    maintenance = planned;
  }

  boolean connected() {
    return connected;
  }

  void connected(OptionalLong deadline) {
    connected = true;
    unreachableAt = deadline;
  }

  void disconnected(long deadline) {
    connected = false;
    silent(deadline);
  }

  /** Pings stay unanswered: unreachable at this time, in milliseconds. */
  void silent(long deadline) {
    if (unreachableAt.isEmpty()) {
      unreachableAt = OptionalLong.of(deadline);
    }
  }

  OptionalLong unreachableAt() {
    return unreachableAt;
  }

  /** Counts what tasks hold; to be called whenever one comes, ends or goes. */
  void recount() {
    Resources sum = Resources.NONE;
    for (MasterTask each : tasks.values()) {
      sum = sum.plus(each.held().unallocated());
    }
    used = sum;
  }

  Resources used() {
    return used;
  }

  /** What is neither used nor offered. */
  Resources available() {
    Resources rest = total.minus(used);
    for (Offer each : offers.values()) {
      rest = rest.minus(each.resources().unallocated());
    }
    return rest;
  }
}
