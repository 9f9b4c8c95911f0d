package dev.firesteel.simulation;

import java.util.List;

/**
 * What the command is asked.
 *
 * @param from the first seed
 * @param seeds how many at most
 * @param seconds when to stop to begin new seeds; 0 for never
 * @param threads how many seeds at a time
 * @param mode whether every line is printed
 */
record Options(long from, long seeds, long seconds, int threads, Mode mode) {
  static final String HELP =
      """
      simulate [--seeds N] [--from S] [--seconds N] [--threads N]
      simulate --seed S [--trace]
      Runs simulated applications with faults, one for each seed, and checks invariants after every event.
        --seeds N    run so many seeds (default 2000)
        --from S     beginning with this one (default 0)
        --seconds N  begin no new seed after so many seconds
        --threads N  run so many at a time (default: one for each processor)
        --seed S     run this one twice, compare the histories, and show the end of it if it fails
        --trace      print every event and action of that one
      Exits with 1 if an invariant does not hold. The faults and invariants are in docs/simulation.md.
      """;

  /** What is printed. */
  enum Mode {
    TOTALS,
    ONE_SEED,
    TRACE
  }

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException if it is wrong
   */
  static Options of(List<String> arguments) {
    long from = 0;
    long seeds = 2_000;
    long seconds = 0;
    int threads = Runtime.getRuntime().availableProcessors();
    Mode mode = Mode.TOTALS;
    for (int i = 0; i < arguments.size(); i++) {
      String name = arguments.get(i);
      if (name.equals("--trace")) {
        mode = Mode.TRACE;
        continue;
      }
      if (i + 1 == arguments.size()) {
        throw new IllegalArgumentException("option " + name + " is unknown or needs a number");
      }
      long number = number(name, arguments.get(++i));
      switch (name) {
        case "--from" -> from = number;
        case "--seeds" -> seeds = number;
        case "--seconds" -> seconds = number;
        case "--threads" -> threads = (int) Math.max(1, number);
        case "--seed" -> {
          from = number;
          seeds = 1;
          mode = mode == Mode.TOTALS ? Mode.ONE_SEED : mode;
        }
        default -> throw new IllegalArgumentException("unknown option " + name);
      }
    }
    return new Options(from, seeds, seconds, threads, mode);
  }

  private static long number(String name, String value) {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " " + value + ": this is no number", e);
    }
  }
}
