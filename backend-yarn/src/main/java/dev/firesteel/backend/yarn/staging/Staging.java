package dev.firesteel.backend.yarn.staging;

import dev.firesteel.api.backend.ExecutorProgram;
import java.io.IOException;

/**
 * The files of one application on the cluster's file system. Safe for any thread; calls wait for
 * the file system.
 */
public interface Staging extends AutoCloseable {
  /**
   * Brings what executors need to the file system, unless it is there. The same program again costs
   * nothing.
   *
   * @throws IOException if a file cannot be read or stored; says which, and what to do
   */
  StagedProgram stage(ExecutorProgram program) throws IOException;

  /**
   * Waits for what was begun ahead of {@link #stage}, if anything was.
   *
   * @throws IOException as {@link #stage}
   */
  default void awaitPrepared() throws IOException {}

  /** Removes what is the application's own. Idempotent; never throws. */
  @Override
  void close();
}
