package dev.firesteel.simulation;

import dev.firesteel.api.annotation.AllowForbidden;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The command: many seeds and their totals, or one seed and its history. */
public final class Simulate {
  private final Options options;
  private final long begun = clock();
  private final Totals totals = new Totals();
  private final AtomicLong next;
  private final List<Replay.Failure> failures = new ArrayList<>();

  private Simulate(Options options) {
    this.options = options;
    this.next = new AtomicLong(options.from());
  }

  /** Runs it; exits with 1 if an invariant does not hold, with 2 if the arguments are wrong. */
  public static void main(String[] arguments) throws InterruptedException {
    if (List.of(arguments).contains("--help") || List.of(arguments).contains("-h")) {
      System.out.print(Options.HELP);
      return;
    }
    Options options;
    try {
      options = Options.of(List.of(arguments));
    } catch (IllegalArgumentException e) {
      System.err.println("simulate: " + e.getMessage() + " (see bin/simulate --help)");
      System.exit(2);
      return;
    }
    System.exit(new Simulate(options).run() ? 0 : 1);
  }

  @AllowForbidden("how long a run took, for people; no simulation sees it")
  private static long clock() {
    return System.nanoTime();
  }

  private boolean run() throws InterruptedException {
    if (options.mode() == Options.Mode.TOTALS) {
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < options.threads(); i++) {
        Thread thread = new Thread(this::work, "simulate-" + i);
        threads.add(thread);
        thread.start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
    } else {
      one();
    }
    System.out.print(totals.text((clock() - begun) / 1e9));
    synchronized (failures) {
      failures.forEach(failure -> System.out.println("\n" + failure.getMessage()));
      System.out.println(
          failures.isEmpty() ? "every invariant holds" : failures.size() + " seeds failed");
      return failures.isEmpty();
    }
  }

  private void work() {
    for (long seed = next.getAndIncrement();
        seed < options.from() + options.seeds() && !late();
        seed = next.getAndIncrement()) {
      try {
        totals.add(new Replay(seed).run());
      } catch (Replay.Failure e) {
        fail(e);
      }
    }
  }

  private boolean late() {
    return options.seconds() > 0 && clock() - begun >= options.seconds() * 1_000_000_000L;
  }

  private void one() {
    try {
      totals.add(
          new Replay(options.from())
              .twice(
                  line -> {
                    if (options.mode() == Options.Mode.TRACE) {
                      System.out.println(line);
                    }
                  }));
    } catch (Replay.Failure e) {
      fail(e);
    }
  }

  private void fail(Replay.Failure failure) {
    synchronized (failures) {
      failures.add(failure);
    }
  }
}
