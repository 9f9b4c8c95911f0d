package dev.firesteel.containers.program;

import dev.firesteel.containers.program.Hold.Spot;
import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.function.SerializableComparator;
import java.util.Set;

/**
 * Sorts records of 100 bytes: {@code IN OUT [--partitions N]} and the options of {@link Hold}. The
 * key comes first in a record; of equal keys the rest decides. The input is read twice, for a
 * sample and for the sort.
 */
public final class SortMain {
  private SortMain() {}

  /** Runs it. */
  public static void main(String[] words) {
    Options options =
        Options.parse("SortMain IN OUT [--partitions N]", 2, Set.of("partitions"), words);
    Hold hold = Hold.of(options);
    int partitions = options.number("partitions", 4);
    Run.program("sort", session -> sort(session, options, hold, partitions));
  }

  private static void sort(Session session, Options options, Hold hold, int partitions) {
    var sorted =
        hold.at(Spot.INPUT, session.textFile(options.input("records")))
            .<String>keyBy(record -> record)
            .sortByKey(SerializableComparator.natural(), partitions)
            .keys();
    hold.at(Spot.MIDDLE, sorted).saveAsTextFile(options.path(1));
  }
}
