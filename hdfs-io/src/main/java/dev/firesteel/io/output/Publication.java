package dev.firesteel.io.output;

import java.io.IOException;
import java.util.List;

/** How attempts' files become files of the output directory: the driver's side of one save. */
interface Publication {
  /** Prepares the place where attempts write, besides the directory of the save. */
  void begin() throws IOException;

  /**
   * Makes the winners' files files of the output.
   *
   * @param reports what the winning attempts answered, by partition
   */
  void publish(List<byte[]> reports) throws IOException;

  /** Removes from the output what {@link #publish} put there; may be called again. */
  void retract() throws IOException;

  /** Removes what attempts wrote, after all else was undone; may be called again. */
  void abort() throws IOException;
}
