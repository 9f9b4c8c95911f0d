package dev.firesteel.containers.parity;

import dev.firesteel.containers.report.Outcome;
import java.util.List;

/** Somewhere programs can be submitted, with the place where their files lie. */
public interface Where {
  /** For people, such as {@code local[2]} or {@code yarn cluster}. */
  String name();

  /** A directory for one test, as a path or URI that programs there understand. */
  String directory();

  /**
   * Submits a program of the programs' jar and waits for its end.
   *
   * @param program the simple name of a main class, such as {@code SortMain}
   * @param words its command line
   * @throws AssertionError with all that was printed, if it fails
   */
  Outcome run(String program, List<String> words) throws Exception;

  /** The contents of a saved directory's part files, in the order of their names. */
  byte[] output(String path) throws Exception;
}
