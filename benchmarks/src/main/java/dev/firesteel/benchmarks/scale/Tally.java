package dev.firesteel.benchmarks.scale;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.JobId;
import dev.firesteel.scheduler.machine.Action;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/** What became of the measured job's tasks, as seen from outside the scheduler. */
final class Tally {
  private final Scenario scenario;
  private final Topology topology;
  private final BitSet answered = new BitSet();
  private final Set<ExecutorId> registered = new HashSet<>();
  private final int[] hostOf;
  private long placements;
  private long began = -1;
  private long lastAnswer;
  private boolean answeredTwice;
  private boolean succeeded;

  Tally(Scenario scenario, Topology topology) {
    this.scenario = scenario;
    this.topology = topology;
    this.hostOf = new int[scenario.tasks()];
  }

  void registered(ExecutorId executor) {
    registered.add(executor);
  }

  int registered() {
    return registered.size();
  }

  void placed(int partition, int host, long now) {
    placements++;
    hostOf[partition] = host;
    if (began < 0) {
      began = now;
    }
  }

  void answered(Action.Answer answer, long now) {
    answeredTwice |= answered.get(answer.partition());
    answered.set(answer.partition());
    lastAnswer = now;
  }

  void succeeded(JobId job) {
    succeeded |= job.equals(Simulation.MEASURED_JOB);
  }

  boolean succeeded() {
    return succeeded;
  }

  /** Whether each task ended once. */
  boolean right() {
    return succeeded && !answeredTwice && answered.cardinality() == scenario.tasks();
  }

  /** Placements, those that were taken back again included. */
  long placements() {
    return placements;
  }

  /** The share of the tasks that ran on a host with a copy of their block, 0 to 1. */
  double nodeLocal() {
    int local = 0;
    for (int partition = 0; partition < hostOf.length; partition++) {
      local += topology.nodeLocal(partition, hostOf[partition]) ? 1 : 0;
    }
    return (double) local / hostOf.length;
  }

  /** The share of the tasks that ran elsewhere in a rack with a copy of their block, 0 to 1. */
  double rackLocal() {
    int local = 0;
    for (int partition = 0; partition < hostOf.length; partition++) {
      boolean near = topology.rackLocal(partition, hostOf[partition]);
      local += near && !topology.nodeLocal(partition, hostOf[partition]) ? 1 : 0;
    }
    return (double) local / hostOf.length;
  }

  /** Simulated seconds from the first placement to the last answer. */
  double seconds() {
    return (lastAnswer - began) / 1e9;
  }

  /** The share of the free slots' time that tasks ran, 0 to 1. */
  double utilization() {
    double work = 0;
    for (int partition = 0; partition < scenario.tasks(); partition++) {
      work += scenario.nanos(partition) / 1e9;
    }
    return work / ((scenario.executors() - scenario.busy()) * Scenario.SLOTS * seconds());
  }
}
