package dev.firesteel.it.chaos;

import dev.firesteel.dataset.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A job whose right answer is known: it is computed by plain Java, without the engine.
 *
 * @param <A> what a run answers
 */
interface Workload<A> {
  /** Its name in the command and in the table. */
  String name();

  /**
   * Runs the job.
   *
   * @param out a directory that is not there yet, for jobs that write
   */
  A run(Session session, Path out);

  /** What is wrong with an answer; empty if it is right. */
  List<String> wrong(A answer, Path out) throws IOException;

  /** The workload of a name, with about {@code size} records. */
  static Workload<?> named(String name, int size) {
    return switch (name) {
      case "wordcount" -> new WordCount(size);
      case "sort" -> new Sort(size);
      case "pagerank" -> new PageRank(size);
      case "join" -> new Join(size);
      default ->
          throw new IllegalArgumentException(
              "Cannot run job '" + name + "': it is none of " + names());
    };
  }

  /** All workloads. */
  static List<String> names() {
    return List.of("wordcount", "sort", "pagerank", "join");
  }
}
