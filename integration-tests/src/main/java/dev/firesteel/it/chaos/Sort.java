package dev.firesteel.it.chaos;

import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.function.SerializableComparator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Sorts records of 100 bytes by key and writes them. */
final class Sort implements Workload<Integer> {
  private static final String FILLER = "-".repeat(83);

  private final int size;
  private final long checksum;

  Sort(int size) {
    this.size = size;
    long sum = 0;
    for (int i = 0; i < size; i++) {
      sum += Data.mix((key(i) + FILLER).hashCode());
    }
    this.checksum = sum;
  }

  @Override
  public String name() {
    return "sort";
  }

  private static String key(long number) {
    String hex = Long.toHexString(Data.mix(number));
    return "0".repeat(16 - hex.length()) + hex;
  }

  @Override
  public Integer run(Session session, Path out) {
    Data.numbers(session, size)
        .mapToPair(number -> Pair.of(key(number), FILLER))
        .sortByKey(SerializableComparator.natural(), Data.OUTPUTS)
        .map(record -> record.key() + record.value())
        .saveAsTextFile(out.toString());
    return size;
  }

  @Override
  public List<String> wrong(Integer written, Path out) throws IOException {
    List<String> wrong = new ArrayList<>(Outputs.wrongFiles(out, Data.OUTPUTS));
    long[] sumAndCount = new long[2];
    String[] before = {""};
    Outputs.forEachLine(
        out,
        line -> {
          if (before[0].compareTo(line) > 0) {
            wrong.add("out of order: " + before[0] + " before " + line);
          }
          before[0] = line;
          sumAndCount[0] += Data.mix(line.hashCode());
          sumAndCount[1]++;
        });
    if (sumAndCount[1] != size || sumAndCount[0] != checksum) {
      wrong.add("the records are not those that were sorted");
    }
    return wrong;
  }
}
