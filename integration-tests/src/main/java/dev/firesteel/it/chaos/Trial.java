package dev.firesteel.it.chaos;

import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.SessionBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One session: runs a job, with or without faults, and looks for what it leaves behind. */
final class Trial {
  private static final long END_SECONDS = 60;

  private final ChaosOptions options;

  Trial(ChaosOptions options) {
    this.options = options;
  }

  /**
   * How it went.
   *
   * @param seconds of each run of the job, in order
   * @param faults what was done to executors
   * @param wrong what was wrong; empty if all was right
   */
  record Outcome(List<Double> seconds, List<Tormentor.Done> faults, List<String> wrong) {
    Outcome {
      seconds = List.copyOf(seconds);
      faults = List.copyOf(faults);
      wrong = List.copyOf(wrong);
    }
  }

  /** How often the job runs in its session. */
  enum Runs {
    /** Once. */
    ONCE,
    /** Twice. */
    TWICE,
    /** Until all faults have happened. */
    UNTIL_ALL_FAULTS
  }

  <A> Outcome run(Workload<A> workload, List<Fault> plan, Runs runs) throws Exception {
    Path directory = Files.createTempDirectory("firesteel-chaos");
    List<Double> seconds = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    List<Tormentor.Done> faults;
    Path local = Files.createDirectory(directory.resolve("local"));
    try {
      ExecutorProcesses executors = new ExecutorProcesses();
      try (Session session = open(workload.name(), local)) {
        awaitExecutors(session);
        try (Tormentor tormentor = Tormentor.start(plan, executors)) {
          do {
            Path out = directory.resolve("out-" + seconds.size());
            long start = System.nanoTime();
            A answer = workload.run(session, out);
            seconds.add((System.nanoTime() - start) / 1e9);
            wrong.addAll(workload.wrong(answer, out));
          } while (again(runs, seconds.size(), tormentor));
          faults = tormentor.done();
        } catch (RuntimeException e) {
          throw new IllegalStateException(
              "the " + workload.name() + " failed: " + e.getMessage(), e);
        }
        executors.living();
      }
      List<Long> left = executors.left(END_SECONDS);
      if (!left.isEmpty()) {
        wrong.add("processes are left: " + left);
      }
      try (Stream<Path> files = Files.list(local)) {
        files.forEach(file -> wrong.add("a file is left: " + file));
      }
    } finally {
      delete(directory);
    }
    return new Outcome(seconds, faults, wrong);
  }

  private static boolean again(Runs runs, int done, Tormentor tormentor) {
    return switch (runs) {
      case ONCE -> false;
      case TWICE -> done < 2;
      case UNTIL_ALL_FAULTS -> !tormentor.finished();
    };
  }

  private Session open(String name, Path local) {
    SessionBuilder builder =
        Session.builder()
            .name("chaos-" + name)
            .master(options.master())
            .config("firesteel.local.dirs", local.toString())
            .config("firesteel.local.release-grace", "1s")
            .config("firesteel.executor.heartbeat-interval", "500ms")
            .config("firesteel.executor.heartbeat-timeout", options.silenceSeconds() + "s");
    if (options.faults() > 3) { // more than the usual limits stand
      String limit = Integer.toString(options.faults() + 1);
      builder
          .config("firesteel.task.max-failures", limit)
          .config("firesteel.stage.max-attempts", limit)
          .config("firesteel.executor.max-failures", limit);
    }
    return builder.open();
  }

  /** Runs little jobs until each executor has had a task. */
  private void awaitExecutors(Session session) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(END_SECONDS);
    List<Integer> parts = IntStream.range(0, 32).boxed().toList();
    while (System.nanoTime() < deadline) {
      long met =
          session
              .parallelize(parts, 32)
              .map(part -> ProcessHandle.current().pid())
              .collect()
              .stream()
              .distinct()
              .count();
      if (met >= options.executors()) {
        return;
      }
    }
    throw new IllegalStateException("Not all executors came within " + END_SECONDS + " s");
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
