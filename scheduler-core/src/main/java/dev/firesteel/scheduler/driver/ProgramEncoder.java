package dev.firesteel.scheduler.driver;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.dataset.lineage.EncodedProgram;
import dev.firesteel.dataset.lineage.StageProgram;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Serializes stages' programs. Java serialization goes one level down the stack for each step of a
 * lineage, so deep ones are written on a thread with a large stack.
 */
final class ProgramEncoder {
  /** Steps that fit into any usual stack with much room to spare. */
  private static final int SHALLOW = 100;

  /** Of address space; only what is used becomes memory. */
  private static final long LARGE_STACK = 1L << 30;

  private ProgramEncoder() {}

  /**
   * Serializes a program.
   *
   * @param name the stage, for messages
   * @param depth steps of its lineage
   */
  static EncodedProgram encode(String name, StageProgram program, int depth) {
    if (depth <= SHALLOW) {
      return encodeHere(name, program, depth);
    }
    Deep deep = new Deep(name, program, depth);
    Thread thread = new Thread(null, deep, "firesteel-encode", LARGE_STACK);
    thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
    thread.setDaemon(true);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FiresteelException(
          ErrorCategory.CANCELLED, "Cannot run " + name + ": interrupted while it was planned", e);
    }
    return deep.result();
  }

  private static EncodedProgram encodeHere(String name, StageProgram program, int depth) {
    try {
      return EncodedProgram.encode(program);
    } catch (UncheckedIOException e) {
      throw new FiresteelException(
          ErrorCategory.USER, "Cannot run " + name + ": " + e.getMessage(), e);
    } catch (StackOverflowError e) {
      throw new FiresteelException(
          ErrorCategory.USER,
          "Cannot run "
              + name
              + ": its lineage of "
              + depth
              + " steps without a shuffle is too deep (checkpoint the dataset every few hundred"
              + " steps)",
          e);
    }
  }

  private static final class Deep implements Runnable {
    private final String name;
    private final StageProgram program;
    private final int depth;
    private @Nullable EncodedProgram encoded;
    private @Nullable RuntimeException failure;

    Deep(String name, StageProgram program, int depth) {
      this.name = name;
      this.program = program;
      this.depth = depth;
    }

    @Override
    public void run() {
      try {
        encoded = encodeHere(name, program, depth);
      } catch (RuntimeException e) {
        failure = e;
      }
    }

    EncodedProgram result() {
      if (failure != null) {
        throw failure;
      }
      if (encoded == null) {
        throw new FiresteelException(
            ErrorCategory.RESOURCES,
            "Cannot run "
                + name
                + ": no memory to serialize its lineage (raise the driver's heap)");
      }
      return encoded;
    }
  }
}
