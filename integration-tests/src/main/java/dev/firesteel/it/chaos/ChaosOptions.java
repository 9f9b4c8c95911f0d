package dev.firesteel.it.chaos;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the command was asked for.
 *
 * @param master a master of processes, {@code local-cluster[n,cores,MiB]}
 * @param jobs names of workloads
 * @param rounds rounds with faults for each job
 * @param faults most faults in a round, at least 1
 * @param size records of each job
 * @param silenceSeconds silence after which an executor is given up
 * @param seed of all that is random
 */
record ChaosOptions(
    String master,
    List<String> jobs,
    int rounds,
    int faults,
    int size,
    int silenceSeconds,
    long seed) {
  private static final Pattern CLUSTER = Pattern.compile("local-cluster\\[(\\d+),.*]");

  /** Checks all. */
  ChaosOptions {
    jobs = List.copyOf(jobs);
    for (String job : jobs) {
      if (!Workload.names().contains(job)) {
        throw wrong("job '" + job + "'", "one of " + Workload.names());
      }
    }
    if (!CLUSTER.matcher(master).matches()) {
      throw wrong("master '" + master + "'", "local-cluster[n,cores,MiB]");
    }
    if (rounds < 1 || faults < 1 || size < 1 || silenceSeconds < 1) {
      throw wrong("a number below 1", "at least 1");
    }
  }

  private static IllegalArgumentException wrong(String what, String wanted) {
    return new IllegalArgumentException(
        "Cannot make chaos with " + what + ": it must be " + wanted + " (see bin/chaos --help)");
  }

  /** Executors of the cluster. */
  int executors() {
    Matcher matcher = CLUSTER.matcher(master);
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  static ChaosOptions usual() {
    return new ChaosOptions(
        "local-cluster[3,1,1024]", Workload.names(), 5, 3, 4_000_000, 5, System.nanoTime());
  }

  /** From the words of a command line. */
  static ChaosOptions parse(String[] words) {
    ChaosOptions usual = usual();
    String master = usual.master();
    List<String> jobs = usual.jobs();
    int rounds = usual.rounds();
    int faults = usual.faults();
    int size = usual.size();
    int silence = usual.silenceSeconds();
    long seed = usual.seed();
    for (int i = 0; i < words.length; i += 2) {
      if (i + 1 == words.length) {
        throw wrong("'" + words[i] + "' without a value", "an option and its value");
      }
      String value = words[i + 1];
      switch (words[i]) {
        case "--master" -> master = value;
        case "--jobs" -> jobs = List.of(value.split(","));
        case "--rounds" -> rounds = number(value);
        case "--faults" -> faults = number(value);
        case "--size" -> size = number(value);
        case "--silence" -> silence = number(value);
        case "--seed" -> seed = number(value);
        default -> throw wrong("option '" + words[i] + "'", "one that exists");
      }
    }
    return new ChaosOptions(master, jobs, rounds, faults, size, silence, seed);
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw wrong("'" + text + "'", "a whole number");
    }
  }
}
