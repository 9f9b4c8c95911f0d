package dev.firesteel.executor.copy;

import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.protocol.message.BlockName;
import dev.firesteel.protocol.message.CopyOrder;
import dev.firesteel.protocol.message.CopyReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Makes the copies that the driver orders, in their order, on a few threads of its own that end
 * when there is nothing to do. Safe for any thread.
 */
public final class Copier implements AutoCloseable {
  private static final int THREADS = 2;
  private static final long IDLE_SECONDS = 10;
  private static final long END_MILLIS = 500;

  private final CopySources sources;
  private final Consumer<CopyReport> reports;
  private final ThreadPoolExecutor threads;

  /** Copies that are queued or being made. */
  private final Map<BlockName, Copy> copies = new HashMap<>();

  private boolean closed;

  /**
   * Copies nothing yet.
   *
   * @param factory makes the threads
   * @param reports told what became of each order
   */
  public Copier(ThreadFactory factory, CopySources sources, Consumer<CopyReport> reports) {
    this.sources = sources;
    this.reports = reports;
    threads =
        new ThreadPoolExecutor(
            THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
    threads.allowCoreThreadTimeOut(true);
  }

  /** Makes copies soon. An order for what is being copied already is answered with the first. */
  public synchronized void copy(List<CopyOrder> orders) {
    for (CopyOrder order : orders) {
      if (!closed && !copies.containsKey(order.block())) {
        Copy copy = new Copy(order, sources, this::ended);
        copies.put(order.block(), copy);
        threads.execute(copy);
      }
    }
  }

  private void ended(Copy copy, CopyReport report) {
    synchronized (this) {
      copies.remove(report.block(), copy);
    }
    reports.accept(report);
  }

  /** Makes no copies of a dataset any more; to be called before its store forgets it. */
  public void forget(DatasetId dataset) {
    cancel(
        name ->
            name instanceof BlockName.Partition partition
                && partition.block().dataset().equals(dataset));
  }

  /** Makes no copies of a shuffle any more; to be called before its store forgets it. */
  public void forget(ShuffleId shuffle) {
    cancel(name -> name instanceof BlockName.MapOutput output && output.shuffle().equals(shuffle));
  }

  private void cancel(Predicate<BlockName> which) {
    List<Copy> cancelled = new ArrayList<>();
    synchronized (this) {
      copies.forEach(
          (name, copy) -> {
            if (which.test(name)) {
              cancelled.add(copy);
            }
          });
    }
    cancelled.forEach(Copy::cancel);
  }

  /** Cancels all copies and waits a little for its threads. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    cancel(name -> true);
    threads.shutdownNow();
    try {
      boolean unused = threads.awaitTermination(END_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
