package dev.firesteel.containers.program;

import dev.firesteel.containers.program.Hold.Spot;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.function.SerializableComparator;
import java.util.Set;

/**
 * Counts words: {@code IN OUT [--partitions N]} and the options of {@link Hold}. Output lines are
 * {@code word TAB count}, sorted by word.
 */
public final class WordCountMain {
  private WordCountMain() {}

  /** Runs it. */
  public static void main(String[] words) {
    Options options =
        Options.parse("WordCountMain IN OUT [--partitions N]", 2, Set.of("partitions"), words);
    Hold hold = Hold.of(options);
    int partitions = options.number("partitions", 4);
    Run.program("word-count", session -> count(session, options, hold, partitions));
  }

  private static void count(Session session, Options options, Hold hold, int partitions) {
    var sorted =
        hold.at(Spot.INPUT, session.textFile(options.input("text")))
            .<String>mapMulti(
                (line, out) -> {
                  for (String word : line.split(" ")) {
                    out.accept(word);
                  }
                })
            .mapToPair(word -> Pair.of(word, 1L))
            .reduceByKey(Long::sum, partitions)
            .sortByKey(SerializableComparator.natural(), partitions);
    hold.at(Spot.MIDDLE, sorted)
        .map(count -> count.key() + "\t" + count.value())
        .saveAsTextFile(options.path(1));
  }
}
