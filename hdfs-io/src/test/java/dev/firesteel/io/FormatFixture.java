package dev.firesteel.io;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.InputFormat;
import dev.firesteel.api.split.InputSplit;
import dev.firesteel.api.split.OutputFormat;
import dev.firesteel.api.split.PartitionWriter;
import dev.firesteel.api.split.PlanContext;
import dev.firesteel.api.split.WriteContext;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes any format as the engine does: formats and splits travel serialized. */
final class FormatFixture {
  private FormatFixture() {}

  /** The elements of each split. */
  static <T, S extends InputSplit> List<List<T>> splits(FileFixture files, InputFormat<T, S> driver)
      throws Exception {
    InputFormat<T, S> executor = FileFixture.copy(driver);
    List<List<T>> all = new ArrayList<>();
    for (S split : driver.plan(new PlanContext(files.config(), 2))) {
      List<T> elements = new ArrayList<>();
      try (Cursor<T> cursor =
          executor.open(FileFixture.travelled(driver, executor, split), files.reading())) {
        cursor.forEachRemaining(elements::add);
      }
      all.add(elements);
    }
    return all;
  }

  /** All elements. */
  static <T, S extends InputSplit> List<T> read(FileFixture files, InputFormat<T, S> driver)
      throws Exception {
    return splits(files, driver).stream().flatMap(List::stream).toList();
  }

  /** Saves partitions. */
  static <T> void write(
      FileFixture files, OutputFormat<T> driver, List<? extends List<? extends T>> partitions)
      throws Exception {
    WriteContext context = files.save(partitions.size());
    driver.prepare(context);
    OutputFormat<T> executor = FileFixture.copy(driver);
    List<byte[]> commits = new ArrayList<>();
    for (int i = 0; i < partitions.size(); i++) {
      PartitionWriter<T> writer = executor.open(i, 0, context);
      for (T element : partitions.get(i)) {
        writer.accept(element);
      }
      commits.add(writer.commit());
    }
    driver.commit(commits, context);
  }
}
