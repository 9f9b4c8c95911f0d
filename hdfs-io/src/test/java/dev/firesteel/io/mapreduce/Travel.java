package dev.firesteel.io.mapreduce;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.InputFormat;
import dev.firesteel.api.split.InputSplit;
import dev.firesteel.api.split.OutputFormat;
import dev.firesteel.api.split.PartitionWriter;
import dev.firesteel.api.split.PlanContext;
import dev.firesteel.api.split.ReadContext;
import dev.firesteel.api.split.WriteContext;
import dev.firesteel.io.FileFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads and writes as the engine does: formats and splits travel serialized. */
final class Travel {
  private final Config config;
  private long bytes;

  Travel(Map<String, String> settings) {
    config = Config.of(settings);
  }

  Travel() {
    this(Map.of());
  }

  /** Bytes that readers told of. */
  long bytes() {
    return bytes;
  }

  /** What a task's reader is told. */
  ReadContext reading() {
    return new Task();
  }

  <T> List<T> read(InputFormat<T, ?> input) throws Exception {
    return partitions(input).stream().flatMap(List::stream).toList();
  }

  <T, S extends InputSplit> List<List<T>> partitions(InputFormat<T, S> driver) throws Exception {
    List<S> splits = driver.plan(new PlanContext(config, 2));
    InputFormat<T, S> executor = FileFixture.copy(driver);
    List<List<T>> all = new ArrayList<>();
    for (S split : splits) {
      S travelled = FileFixture.travelled(driver, executor, split);
      List<T> elements = new ArrayList<>();
      try (Cursor<T> cursor = executor.open(travelled, new Task())) {
        cursor.forEachRemaining(elements::add);
      }
      all.add(elements);
    }
    return all;
  }

  /** What all steps of a save know. */
  WriteContext save(int partitions) {
    return new WriteContext(config, "app-7", partitions);
  }

  /** Attempt {@code 10 + i} of partition {@code i}, closed. */
  <T> byte[] attempt(OutputFormat<T> executor, int partition, long attempt, List<? extends T> all)
      throws Exception {
    PartitionWriter<T> writer = executor.open(partition, attempt, save(1));
    try {
      for (T element : all) {
        writer.accept(element);
      }
      return writer.commit();
    } catch (Exception e) {
      writer.abort();
      throw e;
    }
  }

  <T> void write(OutputFormat<T> driver, List<? extends List<? extends T>> partitions)
      throws Exception {
    WriteContext save = save(partitions.size());
    driver.prepare(save);
    try {
      OutputFormat<T> executor = FileFixture.copy(driver);
      List<byte[]> commits = new ArrayList<>();
      for (int i = 0; i < partitions.size(); i++) {
        commits.add(attempt(executor, i, 10 + i, partitions.get(i)));
      }
      driver.commit(commits, save);
    } catch (Exception e) {
      driver.abort(save);
      throw e;
    }
  }

  private final class Task implements ReadContext {
    @Override
    public Config config() {
      return config;
    }

    @Override
    public boolean cancelled() {
      return false;
    }

    @Override
    public void bytesRead(long more) {
      bytes += more;
    }
  }
}
