package dev.firesteel.containers.scenario;

import dev.firesteel.containers.Await;
import dev.firesteel.containers.ContainerCluster;
import dev.firesteel.containers.Node;
import dev.firesteel.containers.Running;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The tasks of one program that wait on workers, each with a file on its host's disk: so a test
 * knows where they ran by another way than what the program tells of itself.
 */
final class Held {
  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final String HELD = "held-";
  private static final Duration LONG = Duration.ofMinutes(10);

  private final ContainerCluster cluster;
  private final Duration longest;
  private final String directory = "/tmp/held-" + UUID.randomUUID();

  Held(ContainerCluster cluster) {
    this(cluster, LONG);
  }

  /** Those that nobody lets go end their wait by themselves after this time. */
  Held(ContainerCluster cluster, Duration longest) {
    this.cluster = cluster;
    this.longest = longest;
  }

  /** Command line by which tasks wait until they are let go. */
  List<String> words(String at) {
    String seconds = Long.toString(longest.toSeconds());
    return List.of("--hold-at", at, "--task-seconds", seconds, "--hold-directory", directory);
  }

  /** Lets all go on, also those that have not begun. */
  void letGo() {
    cluster.workers().forEach(this::letGo);
  }

  /** Lets those of a host go on. */
  void letGo(Node worker) {
    worker.run("bash", "-c", "mkdir -p $0 && touch $0/go", directory).orFail();
  }

  /** The name of the worker where each task's first attempt began, by partition. */
  Map<Integer, String> where() {
    Map<Integer, String> where = new TreeMap<>();
    for (Node worker : cluster.workers()) {
      partitionsOn(worker).forEach(partition -> where.put(partition, worker.name()));
    }
    return where;
  }

  /** Partitions of the tasks that wait, or have waited, on a worker. */
  List<Integer> partitionsOn(Node worker) {
    return worker
        .run("bash", "-c", "ls $0 2>/dev/null || true", directory)
        .orFail()
        .out()
        .lines()
        .filter(file -> file.startsWith(HELD))
        .map(file -> Integer.valueOf(file.substring(HELD.length())))
        .toList();
  }

  /** Awaits that so many tasks have begun to wait, while the program runs. */
  Map<Integer, String> await(int tasks, Running program) {
    Await.until(
        LIMIT,
        () -> where().size() >= tasks || program.ended(),
        () -> where() + " wait, not " + tasks + "; the program: " + program.err());
    Map<Integer, String> where = where();
    if (where.size() < tasks) {
      throw new AssertionError(
          "The program ended before tasks waited:\n" + program.out() + program.err());
    }
    return where;
  }

  /** Removes what it left on the hosts' disks. */
  void clean() {
    cluster.workers().forEach(worker -> worker.run("rm", "-rf", directory).orFail());
  }
}
