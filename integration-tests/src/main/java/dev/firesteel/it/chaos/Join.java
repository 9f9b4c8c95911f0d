package dev.firesteel.it.chaos;

import dev.firesteel.dataset.Dataset;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.PairDataset;
import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.shared.Accumulator;
import dev.firesteel.dataset.shared.Broadcast;
import java.nio.file.Path;
import java.util.List;

/**
 * Joins two datasets and looks each pair up in a broadcast table of 8 MiB, which every executor
 * that comes later has to fetch from those that are left.
 */
final class Join implements Workload<Join.Answer> {
  private static final int TABLE = 1 << 20;
  private static final int PER_KEY = 4;

  private final int size;
  private final int keys;
  private final long checksum;
  private final long pairs;

  /** Of all joined pairs. */
  record Answer(long pairs, long checksum, long counted) {}

  Join(int size) {
    this.size = size;
    this.keys = Math.max(1, size / PER_KEY);
    long[] table = table();
    long[] rights = new long[keys];
    for (int key = 0; key < keys; key++) {
      rights[key] = right(key);
    }
    long sum = 0;
    long count = 0;
    for (long i = 0; i < size; i++) {
      int key = key(i, keys);
      if (joins(key)) {
        sum += looked(table, i, rights[key]);
        count++;
      }
    }
    this.checksum = sum;
    this.pairs = count;
  }

  @Override
  public String name() {
    return "join";
  }

  private static long[] table() {
    long[] table = new long[TABLE];
    for (int i = 0; i < TABLE; i++) {
      table[i] = Data.mix(i);
    }
    return table;
  }

  private static int key(long number, int keys) {
    return Data.even(number, keys);
  }

  private static boolean joins(long key) {
    return key % 5 != 0;
  }

  private static long right(long key) {
    return Data.mix(-key);
  }

  private static long looked(long[] table, long left, long right) {
    return Data.mix(left ^ right) ^ table[(int) (left & (TABLE - 1))];
  }

  @Override
  public Answer run(Session session, Path out) {
    int all = keys;
    Broadcast<long[]> table = session.broadcast(table());
    Accumulator<Long, Long, Long> counted = session.longAccumulator("joined");
    PairDataset<Integer, Long> left =
        Data.numbers(session, size).mapToPair(number -> Pair.of(key(number, all), number));
    PairDataset<Integer, Long> right =
        Data.numbers(session, all)
            .filter(Join::joins)
            .mapToPair(key -> Pair.of(key.intValue(), right(key)));
    Dataset<Long> looked =
        left.join(right, Data.OUTPUTS)
            .map(
                joined -> {
                  counted.add(1L);
                  return looked(table.value(), joined.value().key(), joined.value().value());
                });
    Pair<Long, Long> sums =
        looked
            .map(one -> Pair.of(1L, one))
            .reduce((a, b) -> Pair.of(a.key() + b.key(), a.value() + b.value()));
    session.destroy(table);
    return new Answer(sums.key(), sums.value(), counted.value());
  }

  @Override
  public List<String> wrong(Answer answer, Path out) {
    Answer right = new Answer(pairs, checksum, pairs);
    return answer.equals(right) ? List.of() : List.of(answer + " instead of " + right);
  }
}
