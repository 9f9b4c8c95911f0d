package dev.firesteel.backend.local;

import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.LossReason;
import dev.firesteel.api.backend.ReleaseMode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One executor's process. A thread of its own starts it, waits for its end and tells of both, so
 * that an end is noticed at once.
 *
 * <p>Its standard input is a pipe on which nothing is ever written: it ends when the executor is
 * released or when this JVM is gone, however that came.
 */
final class ChildProcess implements Runnable, ExecutorRunner.Running {
  private final ExecutorLaunch launch;
  private final List<String> command;
  private final ChildDirectories directories;
  private final ExecutorRunner.Watch watch;
  private final ScheduledExecutorService timer;
  private final Duration grace;

  // Guarded by this.
  private final Set<ProcessHandle> descendants = new LinkedHashSet<>();
  private final List<Future<?>> escalation = new ArrayList<>();
  private @Nullable Process process;
  private Optional<ReleaseMode> ending = Optional.empty();
  private boolean over;

  ChildProcess(
      ExecutorLaunch launch,
      List<String> command,
      ChildDirectories directories,
      ExecutorRunner.Watch watch,
      ScheduledExecutorService timer,
      Duration grace) {
    this.launch = launch;
    this.command = command;
    this.directories = directories;
    this.watch = watch;
    this.timer = timer;
    this.grace = grace;
  }

  @Override
  public void run() {
    Process own;
    try {
      own = startProcess();
    } catch (IOException | RuntimeException e) {
      String text =
          "Cannot start executor " + launch.executor() + " (" + command.get(0) + "): " + e;
      watch.ended(LossReason.of(LossCause.LAUNCH_FAILED, text));
      return;
    }
    watch.launched();
    int code = awaitEnd(own);
    endOver();
    watch.ended(ExitReport.of(launch, code, directories));
    directories.deleteWork();
  }

  private Process startProcess() throws IOException {
    directories.make();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directories.work().toFile())
            .redirectOutput(directories.stdout().toFile())
            .redirectError(directories.stderr().toFile());
    builder.environment().putAll(launch.environment());
    Process own = builder.start();
    synchronized (this) {
      process = own;
      ending.ifPresent(mode -> apply(own, mode));
    }
    return own;
  }

  private static int awaitEnd(Process own) {
    while (true) {
      try {
        return own.waitFor();
      } catch (InterruptedException e) {
        // Nobody interrupts this thread to end it: it ends with its process.
      }
    }
  }

  private synchronized void endOver() {
    over = true;
    escalation.forEach(step -> step.cancel(false));
    descendants.forEach(ProcessHandle::destroyForcibly);
    if (process != null) {
      closeStandardInput(process);
    }
  }

  @Override
  public synchronized void end(ReleaseMode mode) {
    if (over || ending.filter(now -> now == ReleaseMode.NOW || now == mode).isPresent()) {
      return;
    }
    ending = Optional.of(mode);
    if (process != null) {
      apply(process, mode);
    }
  }

  private void apply(Process own, ReleaseMode mode) {
    own.descendants().forEach(descendants::add);
    switch (mode) {
      case NOW -> kill(own);
      case GRACEFUL -> {
        closeStandardInput(own);
        later(grace, own::destroy);
        later(grace.multipliedBy(2), () -> kill(own));
      }
    }
  }

  private synchronized void kill(Process own) {
    if (!over) {
      own.descendants().forEach(descendants::add);
      own.destroyForcibly();
      descendants.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private void later(Duration delay, Runnable step) {
    try {
      long nanos = TimeUnit.NANOSECONDS.convert(delay);
      escalation.add(timer.schedule(step, nanos, TimeUnit.NANOSECONDS));
    } catch (RejectedExecutionException e) {
      step.run(); // the session is over: no grace
    }
  }

  private static void closeStandardInput(Process own) {
    try {
      own.getOutputStream().close();
    } catch (IOException e) {
      // The process is gone already.
    }
  }
}
