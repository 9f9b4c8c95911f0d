package dev.firesteel.examples;

import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.Session;

/**
 * Counts the words of text files. Arguments: input, output. Output lines are {@code
 * word<TAB>count}.
 */
public final class WordCount {
  private WordCount() {}

  /** Runs it. */
  public static void main(String[] args) {
    Usage.check(args, 2, 2, "wordcount INPUT OUTPUT");
    try (Session session = Session.builder().name("word-count").open()) {
      session
          .textFile(args[0])
          .<String>mapMulti(Words::split)
          .mapToPair(word -> Pair.of(word, 1L))
          .reduceByKey(Long::sum)
          .map(count -> count.key() + "\t" + count.value())
          .saveAsTextFile(args[1]);
    }
  }
}
