package dev.firesteel.it.chaos;

import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.shared.Accumulator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts words and writes the counts. Two accumulators must be exact whatever happened: one is
 * added to by map tasks, one by result tasks.
 */
final class WordCount implements Workload<WordCount.Answer> {
  private static final int VOCABULARY = 50_000;

  private final int size;
  private final Map<String, Long> right = new HashMap<>();

  /** What the accumulators say. */
  record Answer(long words, long lines) {}

  WordCount(int size) {
    this.size = size;
    for (int i = 0; i < size; i++) {
      right.merge(word(i), 1L, Long::sum);
    }
  }

  @Override
  public String name() {
    return "wordcount";
  }

  private static String word(long number) {
    return "word-" + Data.skewed(number, VOCABULARY);
  }

  @Override
  public Answer run(Session session, Path out) {
    Accumulator<Long, Long, Long> words = session.longAccumulator("words");
    Accumulator<Long, Long, Long> lines = session.longAccumulator("lines");
    Data.numbers(session, size)
        .mapToPair(
            number -> {
              words.add(1L);
              return Pair.of(word(number), 1L);
            })
        .reduceByKey(Long::sum, Data.OUTPUTS)
        .map(
            count -> {
              lines.add(1L);
              return count.key() + "\t" + count.value();
            })
        .saveAsTextFile(out.toString());
    return new Answer(words.value(), lines.value());
  }

  @Override
  public List<String> wrong(Answer answer, Path out) throws IOException {
    List<String> wrong = new ArrayList<>(Outputs.wrongFiles(out, Data.OUTPUTS));
    Map<String, Long> counts = new HashMap<>();
    Outputs.forEachLine(
        out,
        line -> {
          int tab = line.indexOf('\t');
          if (counts.put(line.substring(0, tab), Long.valueOf(line.substring(tab + 1))) != null) {
            wrong.add("twice: " + line);
          }
        });
    if (!counts.equals(right)) {
      wrong.add("the counts are wrong");
    }
    if (answer.words() != size) {
      wrong.add("the map tasks' accumulator has " + answer.words() + " instead of " + size);
    }
    if (answer.lines() != right.size()) {
      wrong.add(
          "the result tasks' accumulator has " + answer.lines() + " instead of " + right.size());
    }
    return wrong;
  }
}
