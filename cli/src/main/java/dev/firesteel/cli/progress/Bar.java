package dev.firesteel.cli.progress;

/** A progress bar on a terminal. */
interface Bar {
  /** Moves to so many finished tasks. */
  void to(int finished);

  /** Takes the bar away. */
  void close();

  /** Makes bars. */
  interface Factory {
    /** Draws a bar of so many tasks. */
    Bar open(String name, int tasks);
  }
}
