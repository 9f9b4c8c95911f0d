package dev.firesteel.backend.tck;

import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.InProcessExecutors;
import dev.firesteel.api.backend.ReleaseMode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Test executors in this JVM; they need no thread. */
final class ThreadExecutors implements InProcessExecutors {
  private static final int KILLED = 137;

  private final Roster roster;

  ThreadExecutors(Roster roster) {
    this.roster = roster;
  }

  @Override
  public Running start(ExecutorLaunch launch) {
    Fake fake = new Fake(launch);
    roster.add(launch.executor().value(), fake);
    return fake;
  }

  private static final class Fake implements Running, TestExecutor {
    private final ExecutorLaunch launch;
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    private volatile boolean deaf;

    Fake(ExecutorLaunch launch) {
      this.launch = launch;
    }

    @Override
    public CompletionStage<Integer> ended() {
      return ended;
    }

    @Override
    public void end(ReleaseMode mode) {
      if (mode == ReleaseMode.NOW) {
        ended.complete(KILLED);
      } else if (!deaf) {
        ended.complete(0);
      }
    }

    @Override
    public Given given() {
      return new Given(
          launch.arguments(), launch.environment(), List.of(), TestLaunches.OPTION_VALUE, 1);
    }

    @Override
    public void ignoreRequests() {
      deaf = true;
    }

    @Override
    public void startChild() {
      throw new NotApplicable("executors of this backend are no processes");
    }

    @Override
    public boolean exit(int code) {
      return ended.complete(code);
    }

    @Override
    public void kill() {
      ended.complete(KILLED);
    }

    @Override
    public boolean answers() {
      return !ended.isDone();
    }

    @Override
    public boolean awaitGone(Duration patience) {
      try {
        ended.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        return true;
      } catch (TimeoutException e) {
        return false;
      } catch (ExecutionException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
