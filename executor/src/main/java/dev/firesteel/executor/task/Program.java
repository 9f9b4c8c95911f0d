package dev.firesteel.executor.task;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.BinaryId;
import dev.firesteel.dataset.lineage.EncodedProgram;
import dev.firesteel.dataset.lineage.StageProgram;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A stage's program as it came, and its shared copy once there is one. Safe for any thread. */
final class Program {
  private final BinaryId id;
  private final byte[] bytes;
  private final boolean shareable;
  private final ReentrantLock decoding = new ReentrantLock();
  private volatile @Nullable StageProgram shared;

  Program(BinaryId id, byte[] bytes, boolean shareable) {
    this.id = id;
    this.bytes = bytes;
    this.shareable = shareable;
  }

  /** A copy for one task, the same for all if the program is shareable. */
  StageProgram copy(ClassLoader classes) {
    StageProgram known = shared;
    if (known != null) {
      return known;
    }
    if (!shareable) {
      return decode(classes);
    }
    decoding.lock();
    try {
      known = shared;
      if (known == null) {
        known = decode(classes);
        shared = known;
      }
      return known;
    } finally {
      decoding.unlock();
    }
  }

  private StageProgram decode(ClassLoader classes) {
    try {
      return EncodedProgram.decode(bytes, classes);
    } catch (IOException | ClassNotFoundException e) {
      throw new FiresteelException(
          ErrorCategory.USER,
          "Cannot load " + id + " on this executor: " + e + " (add the missing jar with --jars)",
          e);
    }
  }
}
