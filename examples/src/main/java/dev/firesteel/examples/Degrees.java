package dev.firesteel.examples;

import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.function.SerializableComparator;

/**
 * Prints the nodes of a graph that most links lead to. Arguments: input, number of nodes (10).
 * Input lines are {@code from<blank>to}, whole numbers. Neither keys nor values are objects before
 * the end.
 */
public final class Degrees {
  private Degrees() {}

  /** Runs it. */
  public static void main(String[] args) {
    Usage.check(args, 1, 2, "degrees INPUT [N]");
    int n = Usage.number(args, 1, 10);
    SerializableComparator<Pair<Long, Long>> byDegreeThenNode =
        (a, b) ->
            a.value().equals(b.value())
                ? Long.compare(b.key(), a.key())
                : Long.compare(a.value(), b.value());
    try (Session session = Session.builder().name("degrees").open()) {
      session
          .textFile(args[0])
          .mapToLongLong(Degrees::target, link -> 1)
          .sumByKey()
          .boxed()
          .top(n, byDegreeThenNode)
          .forEach(node -> System.out.println(node.key() + "\t" + node.value()));
    }
  }

  private static long target(String link) {
    return Long.parseLong(link, link.indexOf(' ') + 1, link.length(), 10);
  }
}
