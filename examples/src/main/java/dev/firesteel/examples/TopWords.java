package dev.firesteel.examples;

import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.function.SerializableComparator;

/** Prints the most frequent words of text files. Arguments: input, number of words (10). */
public final class TopWords {
  private TopWords() {}

  /** Runs it. */
  public static void main(String[] args) {
    Usage.check(args, 1, 2, "top INPUT [N]");
    int n = Usage.number(args, 1, 10);
    SerializableComparator<Pair<String, Long>> byCountThenWord =
        (a, b) ->
            a.value().equals(b.value())
                ? b.key().compareTo(a.key())
                : Long.compare(a.value(), b.value());
    try (Session session = Session.builder().name("top-words").open()) {
      session
          .textFile(args[0])
          .<String>mapMulti(Words::split)
          .mapToPair(word -> Pair.of(word, 1L))
          .reduceByKey(Long::sum)
          .top(n, byCountThenWord)
          .forEach(count -> System.out.println(count.key() + "\t" + count.value()));
    }
  }
}
