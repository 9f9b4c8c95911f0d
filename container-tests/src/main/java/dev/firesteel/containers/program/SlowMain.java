package dev.firesteel.containers.program;

import dev.firesteel.containers.program.Hold.Spot;
import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.TaskContext;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Independent tasks of the same work for a processor each: {@code OUT [--tasks N] [--millions N]
 * [--tell attempt]} and the options of {@link Hold}. A million is of rounds, some milliseconds on a
 * whole processor. Output lines are {@code task TAB number}; if it shall be told, which attempt of
 * the task found it comes after another TAB.
 */
public final class SlowMain {
  private SlowMain() {}

  /** Runs it. */
  public static void main(String[] words) {
    Options options =
        Options.parse(
            "SlowMain OUT [--tasks N] [--millions N] [--tell attempt]",
            1,
            Set.of("tasks", "millions", "tell"),
            words);
    Hold hold = Hold.of(options);
    int tasks = options.number("tasks", 16);
    long rounds = options.number("millions", 200) * 1_000_000L;
    boolean tells = options.values().getOrDefault("tell", "").equals("attempt");
    Run.program("slow", session -> work(session, options.path(0), hold, tasks, rounds, tells));
  }

  private static void work(
      Session session, String out, Hold hold, int tasks, long rounds, boolean tells) {
    hold.at(Spot.MIDDLE, session.parallelize(IntStream.range(0, tasks).boxed().toList(), tasks))
        .map(
            task ->
                task
                    + "\t"
                    + scramble(task, rounds)
                    + (tells ? "\t" + TaskContext.current().attempt() : ""))
        .saveAsTextFile(out);
  }

  static long scramble(long seed, long rounds) throws InterruptedException {
    long value = seed;
    for (long i = 0; i < rounds; i++) {
      value = Data.mix(value);
      if ((i & 0xFFFFF) == 0 && Thread.interrupted()) {
        throw new InterruptedException("cancelled");
      }
    }
    return value;
  }
}
