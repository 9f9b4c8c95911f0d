package dev.firesteel.executor.copy;

import dev.firesteel.dataset.StorageLevel;
import dev.firesteel.protocol.message.BlockName;
import dev.firesteel.protocol.message.CopyOrder;
import dev.firesteel.protocol.message.CopyReport;
import java.util.function.BiConsumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/** One ordered copy: queued, being made, ended. Reports once. Safe for any thread. */
final class Copy implements Runnable {
  private static final Logger LOG = LogManager.getLogger(Copy.class);
  private static final String FORGOTTEN = "nobody wants it any more";

  private final CopyOrder order;
  private final CopySources sources;
  private final BiConsumer<Copy, CopyReport> ended;
  private volatile boolean cancelled;
  private @Nullable Thread thread;
  private boolean told;

  Copy(CopyOrder order, CopySources sources, BiConsumer<Copy, CopyReport> ended) {
    this.order = order;
    this.sources = sources;
    this.ended = ended;
  }

  /** It is wanted no longer; its thread is interrupted. */
  synchronized void cancel() {
    cancelled = true;
    if (thread != null) {
      thread.interrupt();
    }
  }

  private boolean wanted() {
    return !cancelled;
  }

  private synchronized boolean starts() {
    if (!cancelled) {
      thread = Thread.currentThread();
    }
    return !cancelled;
  }

  private synchronized void ends() {
    thread = null;
    boolean unused = Thread.interrupted();
  }

  @Override
  public void run() {
    try {
      if (starts()) {
        make();
      } else {
        tell(FORGOTTEN);
      }
    } catch (Exception | LinkageError | StackOverflowError e) {
      failed(e);
    } finally {
      ends();
      tell("an error ended its thread");
    }
  }

  private void make() throws Exception {
    BlockName name = order.block();
    if (name instanceof BlockName.Partition partition) {
      sources
          .partitions()
          .copy(
              partition.block(),
              StorageLevel.valueOf(order.level()),
              order.from(),
              sources.workspaces().get(),
              this::wanted,
              refusal -> tell(refusal.orElse("")));
    } else if (name instanceof BlockName.MapOutput output) {
      sources.outputs().copy(output, order.blocks(), order.from(), this::wanted);
      tell(wanted() ? "" : FORGOTTEN);
    }
  }

  private void failed(Throwable e) {
    if (wanted()) {
      LOG.info("{} is not copied from {}: {}", order.block(), order.from().owner(), e.toString());
      tell(e.getMessage() == null ? e.toString() : e.getMessage());
    } else {
      tell(FORGOTTEN);
    }
  }

  private void tell(String error) {
    if (told) {
      return;
    }
    told = true;
    ended.accept(this, new CopyReport(order.block(), error));
  }
}
