package dev.firesteel.executor;

import java.io.IOException;
import java.io.InputStream;

/**
 * A pipe from the process that started this one, on which nothing is ever written: its end means
 * that the executor was released or that the driver is gone, even by SIGKILL. See {@link
 * dev.firesteel.api.backend.ExecutorProgram}.
 */
final class Lifeline {
  /** The system property that says that standard input is one. */
  static final String PROPERTY = "firesteel.lifeline";

  private Lifeline() {}

  /** Calls {@code ended} on a thread of its own when the pipe ends. */
  static void watch(InputStream pipe, Runnable ended) {
    Thread thread =
        new Thread(
            () -> {
              awaitEnd(pipe);
              ended.run();
            },
            "lifeline");
    thread.setDaemon(true);
    thread.start();
  }

  private static void awaitEnd(InputStream pipe) {
    try {
      while (pipe.read() >= 0) {
        // nothing is ever written; should something be, it means nothing
      }
    } catch (IOException e) {
      // a broken pipe is an ended one
    }
  }
}
