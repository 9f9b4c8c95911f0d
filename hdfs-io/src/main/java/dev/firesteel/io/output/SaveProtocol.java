package dev.firesteel.io.output;

import java.io.IOException;
import java.util.List;

/** The driver's side of one save, from its preparation to its end. For one thread at a time. */
interface SaveProtocol {
  /**
   * Makes the winners' files the output. What it did is undone if it fails.
   *
   * @param names what the winning attempts answered, by partition
   */
  void commit(List<byte[]> names) throws IOException;

  /** Leaves what was there before; may be called again. */
  void abort() throws IOException;
}
