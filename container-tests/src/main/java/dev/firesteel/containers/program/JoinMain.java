package dev.firesteel.containers.program;

import dev.firesteel.containers.program.Hold.Spot;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.PairDataset;
import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.function.SerializableComparator;
import java.util.List;
import java.util.Set;

/**
 * What each person ordered: {@code IN OUT [--partitions N]} and the options of {@link Hold}. Output
 * lines are {@code person TAB name TAB orders TAB cents}, sorted by person as a number; orders of
 * nobody are left out.
 */
public final class JoinMain {
  private JoinMain() {}

  /** Runs it. */
  public static void main(String[] words) {
    Options options =
        Options.parse("JoinMain IN OUT [--partitions N]", 2, Set.of("partitions"), words);
    Hold hold = Hold.of(options);
    int partitions = options.number("partitions", 4);
    Run.program("join", session -> join(session, options, hold, partitions));
  }

  private static void join(Session session, Options options, Hold hold, int partitions) {
    PairDataset<Integer, String> people =
        session.textFile(options.input("people")).mapToPair(line -> keyed(line, 0, 1));
    PairDataset<Integer, String> orders =
        hold.at(Spot.INPUT, session.textFile(options.input("orders")))
            .mapToPair(line -> keyed(line, 1, 2));
    PairDataset<Integer, Pair<Long, Long>> sums =
        orders.mapValues(cents -> Pair.of(1L, Long.valueOf(cents))).reduceByKey(JoinMain::sum);
    var sorted =
        people.join(sums, partitions).sortByKey(SerializableComparator.natural(), partitions);
    hold.at(Spot.MIDDLE, sorted).map(JoinMain::line).saveAsTextFile(options.path(1));
  }

  private static Pair<Integer, String> keyed(String line, int key, int value) {
    List<String> fields = List.of(line.split("\t"));
    return Pair.of(Integer.valueOf(fields.get(key)), fields.get(value));
  }

  private static Pair<Long, Long> sum(Pair<Long, Long> a, Pair<Long, Long> b) {
    return Pair.of(a.key() + b.key(), a.value() + b.value());
  }

  private static String line(Pair<Integer, Pair<String, Pair<Long, Long>>> person) {
    Pair<Long, Long> sums = person.value().value();
    return person.key() + "\t" + person.value().key() + "\t" + sums.key() + "\t" + sums.value();
  }
}
