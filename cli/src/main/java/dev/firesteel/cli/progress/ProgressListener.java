package dev.firesteel.cli.progress;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.scheduler.driver.SchedulerListener;
import dev.firesteel.scheduler.machine.Notice;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Shows a bar for the stage that runs, if standard error is a terminal (which the launcher tells by
 * a system property) and the stage lasts long enough to be worth one. All drawing is done by a
 * thread of its own.
 */
public final class ProgressListener implements SchedulerListener {
  /** The system property by which the launcher tells that standard error is a terminal. */
  static final String TERMINAL = "launcher.terminal";

  private static final long PATIENCE_MILLIS = 500;

  private final StageBars bars;
  private @Nullable ScheduledExecutorService painter;

  /** Draws on standard error. */
  public ProgressListener() {
    this(new StageBars(TerminalBar::new));
  }

  ProgressListener(StageBars bars) {
    this.bars = bars;
  }

  @Override
  public void opened(Config config) {
    if (Boolean.getBoolean(TERMINAL) && config.get(CoreKeys.PROGRESS)) {
      painter =
          Executors.newSingleThreadScheduledExecutor(
              work -> {
                Thread thread = new Thread(work, "firesteel-progress");
                thread.setDaemon(true);
                return thread;
              });
    }
  }

  @Override
  public void notice(Notice notice) {
    ScheduledExecutorService thread = painter;
    if (thread == null) {
      return;
    }
    try {
      if (notice instanceof Notice.StageStarted started) {
        thread.execute(() -> bars.started(started.stage(), started.name(), started.tasks()));
        var unused = thread.schedule(bars::show, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      } else if (notice instanceof Notice.StageProgress progress) {
        thread.execute(() -> bars.progress(progress.stage(), progress.finished()));
      } else if (notice instanceof Notice.StageEnded ended) {
        thread.execute(() -> bars.ended(ended.stage()));
      }
    } catch (RejectedExecutionException closed) {
      painter = null;
    }
  }

  @Override
  public void closed() {
    ScheduledExecutorService thread = painter;
    if (thread != null) {
      painter = null;
      thread.execute(bars::close);
      thread.shutdown();
    }
  }
}
