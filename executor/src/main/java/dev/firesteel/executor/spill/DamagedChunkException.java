package dev.firesteel.executor.spill;

import java.io.IOException;

/** A chunk is not what was written. */
public final class DamagedChunkException extends IOException {
  private static final long serialVersionUID = 1L;

  DamagedChunkException(String message) {
    super(message);
  }
}
