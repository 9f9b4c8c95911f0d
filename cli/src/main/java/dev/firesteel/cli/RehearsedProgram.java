package dev.firesteel.cli;

import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.dataset.Dataset;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.PairDataset;
import dev.firesteel.dataset.Session;
import dev.firesteel.examples.WordCount;
import java.util.Arrays;
import java.util.List;

/**
 * What programs of users do, in small. It is submitted as one of theirs when the distribution is
 * built, so that archives of shared classes hold what driver and executors load for it: first on
 * threads, then on the master that was named. Arguments: a text file, a directory for output.
 */
public final class RehearsedProgram {
  private static final List<Integer> NUMBERS = Arrays.asList(1, 2, 3, 4, 5, 6, 7, 8);

  private RehearsedProgram() {}

  /** Runs it. */
  public static void main(String[] args) {
    String master = CoreKeys.MASTER.name();
    String named = System.setProperty(master, "local[2]");
    WordCount.main(new String[] {args[0], args[1] + "/example"});
    run(args[0], args[1] + "/local");
    if (named != null) {
      System.setProperty(master, named);
      run(args[0], args[1] + "/named");
    }
  }

  private static void run(String input, String output) {
    try (Session session = Session.builder().name("rehearsal").open()) {
      Dataset<Integer> numbers = session.parallelize(NUMBERS, 2);
      numbers.count();
      numbers.map(number -> number + 1L).filter(number -> number > 1).reduce(Long::sum);
      PairDataset<String, Long> words =
          session
              .textFile(input)
              .flatMap(line -> Arrays.stream(line.split(" ")))
              .mapToPair(word -> Pair.of(word, 1L))
              .cache();
      PairDataset<String, Long> counts = words.reduceByKey(Long::sum);
      counts.collectAsMap();
      counts.join(words.groupByKey()).sortByKey().map(Object::toString).saveAsTextFile(output);
    }
  }
}
