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
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** A program whose tasks wait in the middle of a job, on each worker, until they are let go. */
final class HeldProgram implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(120);

  private final ContainerCluster cluster;
  private final Edge edge;
  private final Running running;
  private final String directory;

  private HeldProgram(ContainerCluster cluster, Edge edge, Running running, String directory) {
    this.cluster = cluster;
    this.edge = edge;
    this.running = running;
    this.directory = directory;
  }

  /** Submits it and awaits that each worker has a task that waits. */
  static HeldProgram start(
      ContainerCluster cluster, Edge edge, String program, List<String> words) {
    String directory = "/tmp/hold-" + UUID.randomUUID();
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of("--task-seconds", "180", "--hold-directory", directory));
    HeldProgram held = new HeldProgram(cluster, edge, edge.start(program, all), directory);
    try {
      held.until(
          "each worker has a task",
          () -> cluster.workers().stream().allMatch(worker -> held.holds(worker)));
      return held;
    } catch (RuntimeException | Error e) {
      held.close();
      throw e;
    }
  }

  private boolean holds(Node worker) {
    return worker.run("bash", "-c", "ls " + directory + "/held-*").exitCode() == 0;
  }

  /** Partitions of the tasks that wait, or have waited, on a worker. */
  List<Integer> partitionsOn(Node worker) {
    return worker
        .run("bash", "-c", "cd " + directory + " && ls -d held-*")
        .orFail()
        .out()
        .lines()
        .map(name -> Integer.valueOf(name.substring(name.indexOf('-') + 1)))
        .toList();
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
    workers.forEach(this::letGo);
  }

  /** Lets all go on. */
  void letGo() {
    letGo(cluster.workers());
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
      cluster.workers().stream().filter(Node::runs).forEach(this::letGo);
    }
  }

  private void letGo(Node worker) {
    worker.run("bash", "-c", "mkdir -p " + directory + "; touch " + directory + "/go").orFail();
  }
}
