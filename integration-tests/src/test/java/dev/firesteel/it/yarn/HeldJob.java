package dev.firesteel.it.yarn;

import dev.firesteel.dataset.ActionFuture;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.Session;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Sums of the numbers 0 to 99 by their remainders of 7, whose tasks wait at a gate. */
public final class HeldJob {
  /** What is summed. */
  public static final List<Integer> NUMBERS = IntStream.range(0, 100).boxed().toList();

  /** The right answer. */
  public static final Map<Integer, Integer> SUMS =
      NUMBERS.stream().collect(Collectors.groupingBy(n -> n % 7, Collectors.summingInt(n -> n)));

  private HeldJob() {}

  /** Starts the job in four tasks. */
  public static ActionFuture<List<Pair<Integer, Integer>>> start(Session session, Gate gate) {
    return session
        .parallelize(NUMBERS, 4)
        .map(gate::pass)
        .mapToPair(n -> Pair.of(n % 7, n))
        .reduceByKey(Integer::sum)
        .collectAsync();
  }

  /** The answer as {@link #SUMS} has it. */
  public static Map<Integer, Integer> map(List<Pair<Integer, Integer>> pairs) {
    return pairs.stream().collect(Collectors.toMap(Pair::key, Pair::value));
  }
}
