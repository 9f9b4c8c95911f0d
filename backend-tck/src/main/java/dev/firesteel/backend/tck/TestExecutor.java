package dev.firesteel.backend.tck;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A running executor of the kit: says what it was given and does what it is told. */
interface TestExecutor {
  /** What a process was given, as it sees it. */
  record Given(
      List<String> arguments,
      Map<String, String> environment,
      List<String> commandLine,
      String option,
      long heapMiB) {
    public Given {
      arguments = List.copyOf(arguments);
      environment = Map.copyOf(environment);
      commandLine = List.copyOf(commandLine);
    }
  }

  Given given();

  /** Makes it ignore every request to end by itself. */
  void ignoreRequests();

  /** Starts a process below it, which connects as {@code <id>/child}. */
  void startChild();

  /** Ends it by itself; false if it was gone before. */
  boolean exit(int code);

  /** Kills it as from outside. */
  void kill();

  /** Whether it still answers. */
  boolean answers();

  /** Waits for its end; false if that does not come. */
  boolean awaitGone(Duration patience);
}
