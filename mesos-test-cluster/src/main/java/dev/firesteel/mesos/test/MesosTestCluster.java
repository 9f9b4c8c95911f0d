package dev.firesteel.mesos.test;

import java.util.List;
import java.util.Optional;

/**
 * A double of a Mesos cluster on loopback: a master, and agents that run real processes in real
 * sandboxes. It speaks the v1 scheduler HTTP API as a recorded Mesos 1.12 does, and records what a
 * framework does wrong.
 *
 * <p>Agents are numbered from 0. Safe for use by several threads. {@link #close} leaves no process,
 * port, thread or file.
 */
@SuppressWarnings("DoNotCallSuggester") // while under construction
public final class MesosTestCluster implements AutoCloseable {
  private MesosTestCluster() {}

  /** What it is to be; one standard agent if nothing else is said. */
  public static ClusterBuilder builder() {
    return new ClusterBuilder();
  }

  /** The leading master, or the one that led last: {@code host:port}. */
  public String master() {
    throw new UnsupportedOperationException("Not yet");
  }

  /** All masters, dead ones too: {@code host:port}. */
  public List<String> masters() {
    throw new UnsupportedOperationException("Not yet");
  }

  /** Where the leader is written: {@code zk://host:port/mesos}; empty without ZooKeeper. */
  public Optional<String> zooKeeper() {
    throw new UnsupportedOperationException("Not yet");
  }

  /** The address of an agent's endpoints: {@code host:port}. */
  public String agent(int agent) {
    throw new UnsupportedOperationException("Not yet");
  }

  /**
   * Kills an agent (as {@code kill -9}): its connection to the master breaks at once. Tasks of
   * frameworks that do not checkpoint end; the others' run on and wait for it.
   */
  public void killAgent(int agent) {
    throw new UnsupportedOperationException("Not yet");
  }

  /** Starts a killed agent again; it recovers what runs, and registers with its id. */
  public void restartAgent(int agent) {
    throw new UnsupportedOperationException("Not yet");
  }

  /** The machine of an agent dies: as {@link #killAgent}, and all its tasks die. */
  public void killHost(int agent) {
    throw new UnsupportedOperationException("Not yet");
  }

  /** Shuts an agent down in order: its tasks end and it unregisters. */
  public void shutDownAgent(int agent) {
    throw new UnsupportedOperationException("Not yet");
  }

  /** Nothing passes between master and agent any more, in silence; its tasks run on. */
  public void partition(int agent) {
    throw new UnsupportedOperationException("Not yet");
  }

  /** Ends a partition; an agent that was found unreachable registers again. */
  public void heal(int agent) {
    throw new UnsupportedOperationException("Not yet");
  }

  /** Kills a task's process tree, as a memory limit would (its agent sees the exit). */
  public void killTask(String taskId) {
    throw new UnsupportedOperationException("Not yet");
  }

  /**
   * Kills the leading master; a standby leads after the election time-out, and without standbys the
   * same one is started again at once. Agents register with it again.
   */
  public void failOver() {
    throw new UnsupportedOperationException("Not yet");
  }

  /** Kills the leading master; nothing takes its place before {@link #startMaster}. */
  public void stopMaster() {
    throw new UnsupportedOperationException("Not yet");
  }

  /** Starts the stopped master again, on its port. */
  public void startMaster() {
    throw new UnsupportedOperationException("Not yet");
  }

  /** Breaks all connections of frameworks; they may subscribe again. */
  public void dropConnections() {
    throw new UnsupportedOperationException("Not yet");
  }

  /** Rescinds all offers that are out; the resources are offered again at the next allocation. */
  public void rescindAll() {
    throw new UnsupportedOperationException("Not yet");
  }

  /** Announces maintenance of an agent's host: inverse offers go to all that use it. */
  public void announceMaintenance(int agent) {
    throw new UnsupportedOperationException("Not yet");
  }

  /** What frameworks did wrong so far, in order. */
  public List<Violation> violations() {
    throw new UnsupportedOperationException("Not yet");
  }

  /** Tasks that are not ended, or whose end was not acknowledged yet. */
  public List<TaskView> tasks() {
    throw new UnsupportedOperationException("Not yet");
  }

  /** Ends all processes, closes all ports, removes the sandboxes. */
  @Override
  public void close() {}
}
