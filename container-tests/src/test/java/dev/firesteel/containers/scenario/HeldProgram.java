package dev.firesteel.containers.scenario;

import dev.firesteel.containers.Await;
import dev.firesteel.containers.ContainerCluster;
import dev.firesteel.containers.Node;
import dev.firesteel.containers.Result;
import dev.firesteel.containers.Running;
import dev.firesteel.containers.report.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A program whose tasks wait in the middle of a job, on each worker, until they are let go. */
final class HeldProgram implements AutoCloseable {
  /** What a lost worker holds does not wait for ever. */
  private static final Duration LONGEST = Duration.ofMinutes(3);

  private static final Duration LIMIT = Duration.ofSeconds(120);

  private final ContainerCluster cluster;
  private final Edge edge;
  private final Running running;
  private final Held held;

  private HeldProgram(ContainerCluster cluster, Edge edge, Running running, Held held) {
    this.cluster = cluster;
    this.edge = edge;
    this.running = running;
    this.held = held;
  }

  /** Submits it and awaits that each worker has a task that waits. */
  static HeldProgram start(
      ContainerCluster cluster, Edge edge, String program, List<String> words) {
    Held held = new Held(cluster, LONGEST);
    List<String> all = new ArrayList<>(words);
    all.addAll(held.words("middle"));
    HeldProgram started = new HeldProgram(cluster, edge, edge.start(program, all), held);
    try {
      started.until(
          "each worker has a task",
          () ->
              cluster.workers().stream().noneMatch(worker -> held.partitionsOn(worker).isEmpty()));
      return started;
    } catch (RuntimeException | Error e) {
      started.close();
      throw e;
    }
  }

  /** Partitions of the tasks that wait, or have waited, on a worker. */
  List<Integer> partitionsOn(Node worker) {
    return held.partitionsOn(worker);
  }

  /** Waits until it is so, but not if the program has ended. */
  void until(String what, BooleanSupplier so) {
    Await.until(
        LIMIT,
        () -> {
          if (so.getAsBoolean()) {
            return true;
          }
          if (running.ended()) {
            throw new AssertionError("It has ended before " + what + ": " + said());
          }
          return false;
        },
        () -> "not yet: " + what + "; " + said());
  }

  private String said() {
    return "out:\n" + running.out() + "\nerr:\n" + running.err();
  }

  /** What its driver warned of. */
  String warnings() {
    return running.err();
  }

  /** Process ids of executors on a worker. */
  static List<String> executors(Node worker) {
    return worker.jvms().stream()
        .filter(jvm -> jvm.contains("ExecutorMain"))
        .map(jvm -> jvm.substring(0, jvm.indexOf(' ')))
        .toList();
  }

  /** Lets the tasks on these workers go on. */
  void letGo(List<Node> workers) {
    workers.forEach(held::letGo);
  }

  /** Lets all go on. */
  void letGo() {
    held.letGo();
  }

  /** Awaits its end. */
  Outcome outcome() {
    return edge.await(running);
  }

  /** Awaits the end of its command without judging it. */
  Result ended() {
    return running.await(LIMIT);
  }

  /** Kills the command's processes. */
  void kill() {
    running.kill();
  }

  /** Ends what is left of it after a failure. */
  @Override
  public void close() {
    if (!running.ended()) {
      kill();
      cluster.workers().stream().filter(Node::runs).forEach(held::letGo);
    }
  }
}
