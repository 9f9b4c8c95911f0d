package dev.firesteel.examples;

import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.function.SerializableComparator;

/**
 * Sorts the lines of text files. Arguments: input, output, number of output files (default
 * parallelism).
 */
public final class Sort {
  private Sort() {}

  /** Runs it. */
  public static void main(String[] args) {
    Usage.check(args, 2, 3, "sort INPUT OUTPUT [FILES]");
    try (Session session = Session.builder().name("sort").open()) {
      int files = Usage.number(args, 2, session.defaultParallelism());
      session
          .textFile(args[0])
          .keyBy(line -> line)
          .sortByKey(SerializableComparator.natural(), files)
          .keys()
          .saveAsTextFile(args[1]);
    }
  }
}
