package dev.firesteel.benchmarks.scale;

import dev.firesteel.benchmarks.scale.Scenario.Preference;
import java.time.Duration;
import java.util.List;

/** Prints how the scheduler does at scale: a table for people, and one JSON line for each row. */
public final class Scale {
  private static final int TASKS = 1_000_000;
  private static final Duration TASK = Duration.ofSeconds(1);
  private static final int RUNS = 5;

  private final Report report = new Report();

  private Scale() {}

  /** Runs it: a scale (1 for the full size), and the start of the names of what to run. */
  public static void main(String[] args) {
    double scale = args.length > 0 ? Double.parseDouble(args[0]) : 1;
    String only = args.length > 1 ? args[1] : "";
    Scale bench = new Scale();
    warmUp();
    for (Scenario scenario : scenarios((int) (TASKS * scale))) {
      if (scenario.name().startsWith(only)) {
        bench.run(scenario);
      }
    }
    bench.report.table();
    if ("shuffle".startsWith(only)) {
      bench.shuffles(scale);
    }
  }

  private void shuffles(double scale) {
    new Shuffling(1_000, 10_000, 100).run(new Report()); // warms up
    for (int executors : new int[] {100, 1_000, 10_000}) {
      new Shuffling(executors, (int) (100_000 * scale), 1_000).run(report);
    }
    report.table();
  }

  private static List<Scenario> scenarios(int tasks) {
    Preference three = Preference.THREE_COPIES;
    return List.of(
        new Scenario("three-copies", 100, tasks, TASK, 0.05, three),
        new Scenario("three-copies", 1_000, tasks, TASK, 0.05, three),
        new Scenario("three-copies", 10_000, tasks, TASK, 0.05, three),
        new Scenario("no-preference", 100, tasks, TASK, 0.05, Preference.NONE),
        new Scenario("no-preference", 10_000, tasks, TASK, 0.05, Preference.NONE),
        new Scenario("short-tasks", 10_000, tasks, Duration.ofMillis(10), 0.05, three),
        new Scenario("long-tasks", 10_000, tasks, Duration.ofSeconds(30), 0.05, three));
  }

  private static void warmUp() {
    for (Scenario scenario : scenarios(60_000)) {
      if (scenario.executors() <= 1_000 || scenario.name().equals("short-tasks")) {
        Simulation simulation = new Simulation(scenario);
        simulation.run();
        new Replay(simulation).measure();
      }
    }
  }

  private void run(Scenario scenario) {
    Simulation simulation = new Simulation(scenario);
    simulation.run();
    Replay replay = new Replay(simulation);
    Replay.Speed best = replay.measure();
    for (int run = 1; run < RUNS; run++) {
      Replay.Speed next = replay.measure();
      best = next.nanos() < best.nanos() ? next : best;
    }
    Replay.Weight weight = replay.weigh();
    Tally tally = simulation.tally();
    long perTask = (weight.pending() - weight.fleet()) / scenario.tasks();
    report
        .row()
        .with("bench", "scale-%s", scenario.name())
        .with("executors", "%d", scenario.executors())
        .with("tasks", "%d", scenario.tasks())
        .with("decisions_per_s", "%.0f", best.decisionsPerSecond())
        .with("ns_per_decision", "%.0f", best.nanosPerDecision())
        .with("of_it_gc_ns", "%.0f", (double) best.collectorNanos() / best.placements())
        .with("events_per_decision", "%.2f", (double) best.events() / best.placements())
        .with("submit_ms", "%.0f", best.submitNanos() / 1e6)
        .with("heap_mb", "%.1f", weight.pending() / 1e6)
        .with("bytes_per_task", "%d", perTask)
        .with("bytes_per_executor", "%d", weight.fleet() / scenario.executors())
        .with("heap_end_mb", "%.1f", weight.end() / 1e6)
        .with("node_local_percent", "%.2f", 100 * tally.nodeLocal())
        .with("rack_local_percent", "%.2f", 100 * tally.rackLocal())
        .with("slots_used_percent", "%.1f", 100 * tally.utilization())
        .print();
    if (!tally.right() || best.placements() < tally.placements()) {
      throw new IllegalStateException(
          "A task of " + scenario + " did not end once, or a replay decided otherwise");
    }
  }
}
