package dev.firesteel.io.mapreduce;

import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.PartitionWriter;
import dev.firesteel.io.hadoop.commit.TaskCommit;
import java.io.IOException;
import org.apache.hadoop.mapreduce.OutputFormat;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.jspecify.annotations.Nullable;

/** Writes one attempt's records. */
final class RecordsWriter<
        K extends @Nullable Object, V extends @Nullable Object, T extends @Nullable Object>
    implements PartitionWriter<T> {
  private final Class<?> format;
  private final RecordWriter<K, V> writer;
  private final RecordPart<? super T, ? extends K> key;
  private final RecordPart<? super T, ? extends V> value;
  private final TaskCommit task;
  private boolean closed;

  private RecordsWriter(
      OutputFormat<K, V> format,
      RecordPart<? super T, ? extends K> key,
      RecordPart<? super T, ? extends V> value,
      TaskCommit task)
      throws IOException, InterruptedException {
    this.format = format.getClass();
    this.key = key;
    this.value = value;
    this.task = task;
    writer = format.getRecordWriter(task.context());
  }

  /** Opens a format's writer; aborts the attempt if that fails. */
  static <K extends @Nullable Object, V extends @Nullable Object, T extends @Nullable Object>
      RecordsWriter<K, V, T> open(
          OutputFormat<K, V> format,
          RecordPart<? super T, ? extends K> key,
          RecordPart<? super T, ? extends V> value,
          TaskCommit task)
          throws IOException {
    try {
      return new RecordsWriter<>(format, key, value, task);
    } catch (IOException | InterruptedException | RuntimeException | LinkageError e) {
      try {
        task.abort();
      } catch (IOException | RuntimeException second) {
        e.addSuppressed(second);
      }
      if (e instanceof InterruptedException interrupt) {
        throw Formats.interrupted(interrupt);
      }
      throw failed(format.getClass(), task, e);
    }
  }

  @Override
  public void accept(T element) throws Exception {
    K k = key.of(element);
    V v = value.of(element);
    try {
      writer.write(k, v);
    } catch (IOException | RuntimeException | LinkageError e) {
      throw failed(format, task, e);
    }
  }

  @Override
  public byte[] commit() throws IOException {
    try {
      close();
      return task.report();
    } catch (IOException | RuntimeException | LinkageError e) {
      throw failed(format, task, e);
    }
  }

  @Override
  public void abort() throws IOException {
    try {
      close();
    } finally {
      task.abort();
    }
  }

  /** Once: a second time is not what writers expect. */
  private void close() throws IOException {
    if (!closed) {
      closed = true;
      try {
        writer.close(task.context());
      } catch (InterruptedException e) {
        throw Formats.interrupted(e);
      }
    }
  }

  private static FiresteelException failed(Class<?> format, TaskCommit task, Throwable cause) {
    return Formats.failed("write", task.context().getTaskAttemptID().toString(), format, cause);
  }
}
