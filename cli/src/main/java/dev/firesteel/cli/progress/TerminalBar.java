package dev.firesteel.cli.progress;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar drawn by the progressbar library on standard error. */
final class TerminalBar implements Bar {
  private static final int UPDATE_MILLIS = 200;

  private final ProgressBar bar;

  TerminalBar(String name, int tasks) {
    bar =
        new ProgressBarBuilder()
            .setTaskName(name)
            .setInitialMax(tasks)
            .setUnit(" tasks", 1)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(UPDATE_MILLIS)
            .clearDisplayOnFinish()
            .build();
  }

  @Override
  public void to(int finished) {
    bar.stepTo(finished);
  }

  @Override
  public void close() {
    bar.close();
  }
}
