package dev.firesteel.mesos.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A program that runs until its process is ended, and says why if it cannot start. */
interface HostProgram {
  /** Exit code of what cannot start or go on. */
  int FAILED = 1;

  /** Exit code of a wrong command line. */
  int WRONG_USE = 2;

  /** Starts what goes on by itself. */
  void start(List<String> arguments) throws IOException, InterruptedException;

  /** Starts a program and stays; ends the process if that fails. */
  static void run(String[] arguments, String usage, HostProgram program)
      throws InterruptedException {
    try {
      program.start(List.of(arguments));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n" + usage);
      System.exit(WRONG_USE);
    } catch (IOException | UncheckedIOException e) {
      System.err.println(e.getMessage() + (e.getCause() == null ? "" : ": " + e.getCause()));
      System.exit(FAILED);
    }
    new CountDownLatch(1).await();
  }
}
