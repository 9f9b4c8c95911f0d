package dev.firesteel.scheduler.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.api.id.JobId;
import dev.firesteel.scheduler.machine.Action;
import dev.firesteel.scheduler.machine.Event;
import dev.firesteel.scheduler.machine.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class EventLoopTest {
  private final List<String> history = new ArrayList<>();
  private final Recorder effects = new Recorder();
  private long now;
  private Machine machine = this::echo;
  private final EventLoop loop =
      new EventLoop((at, event) -> machine.on(at, event), effects, () -> now);

  /** Each event succeeds the job of its number; timers say so in the history. */
  private List<Action> echo(long at, Event event) {
    history.add("on " + at + " " + text(event));
    return event instanceof Event.JobCancelled cancelled
        ? List.of(new Action.JobSucceeded(cancelled.job()))
        : List.of();
  }

  private static String text(Event event) {
    if (event instanceof Event.JobCancelled cancelled) {
      return cancelled.job().toString();
    }
    return event.getClass().getSimpleName();
  }

  private static Event job(int number) {
    return new Event.JobCancelled(new JobId(number), "test");
  }

  @Test
  void anIdleStepDoesNothing() {
    assertThat(loop.step()).isFalse();
    assertThat(history).isEmpty();
  }

  @Test
  void handlesAllThatIsThereBeforeAnyActionGoesOutAndFlushesOnce() {
    loop.post(job(1));
    loop.post(job(2));
    assertThat(loop.step()).isTrue();
    assertThat(history)
        .containsExactly("on 0 job-1", "on 0 job-2", "do job-1", "do job-2", "flush");
  }

  @Test
  void whatAnEffectCausesIsHandledInTheNextCycle() {
    effects.then = () -> loop.post(job(2));
    loop.post(job(1));
    loop.step();
    assertThat(history).containsExactly("on 0 job-1", "do job-1", "flush");
    effects.then = () -> {};
    loop.step();
    assertThat(history).endsWith("on 0 job-2", "do job-2", "flush");
  }

  @Test
  void aTimerFiresWhenItIsDueAndNotBefore() {
    machine = (at, event) -> event instanceof Event.Disconnected ? set(100) : echo(at, event);
    loop.post(new Event.Disconnected("test"));
    loop.step();
    now = 99;
    assertThat(loop.step()).isFalse();
    now = 100;
    assertThat(loop.step()).isTrue();
    assertThat(loop.step()).isFalse();
    assertThat(history).containsExactly("flush", "on 100 TimerFired", "flush");
  }

  @Test
  void anEqualTimerReplacesTheOlder() {
    machine = (at, event) -> event instanceof Event.Disconnected ? set(at + 100) : echo(at, event);
    loop.post(new Event.Disconnected("test"));
    loop.step();
    now = 50;
    loop.post(new Event.Disconnected("test"));
    loop.step();
    now = 120;
    assertThat(loop.step()).isFalse();
    now = 150;
    assertThat(loop.step()).isTrue();
  }

  private static List<Action> set(long at) {
    return List.of(new Action.SetTimer(Timer.Regular.SILENCE, at));
  }

  @Test
  void aMachineThatThrowsBreaksTheLoopOnceWithTheEventAndTheCause() {
    IllegalStateException defect = new IllegalStateException("defect");
    machine =
        (at, event) -> {
          throw defect;
        };
    loop.post(job(1));
    loop.post(job(2));
    loop.step();
    loop.post(job(3));
    assertThat(loop.step()).isFalse();
    assertThat(history).containsExactly("broken: the scheduler failed on " + job(1));
    assertThat(effects.cause).isSameAs(defect);
  }

  @Test
  void anEffectThatThrowsBreaksTheLoopAndNamesTheAction() {
    effects.then =
        () -> {
          throw new IllegalStateException("no");
        };
    loop.post(job(1));
    loop.post(job(2));
    loop.step();
    assertThat(history).last().asString().startsWith("broken: could not carry out JobSucceeded");
    assertThat(history).doesNotContain("do job-2", "flush");
  }

  @Test
  void stopsWhenMoreEventsArriveThanOneDrainTakesAndGoesOnNextTime() {
    for (int i = 0; i < 600; i++) {
      loop.post(job(i));
    }
    loop.step();
    assertThat(history).contains("do job-511").doesNotContain("on 0 job-512");
    loop.step();
    assertThat(history).contains("do job-599");
  }

  @Test
  @Timeout(30)
  void theThreadSleepsUntilAnEventComesAndEndsWhenClosed() throws InterruptedException {
    CountDownLatch handled = new CountDownLatch(2);
    EventLoop threaded =
        new EventLoop(
            (at, event) -> {
              handled.countDown();
              return List.of();
            },
            effects,
            System::nanoTime);
    try (LoopThread thread = LoopThread.start(threaded, "test-loop")) {
      threaded.post(job(1));
      threaded.post(new Event.Stopping(FinalStatus.SUCCEEDED, "test"));
      handled.await();
      assertThat(thread.isCurrent()).isFalse();
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("test-loop");
  }

  private final class Recorder implements Effects {
    private Runnable then = () -> {};
    private Throwable cause = new AssertionError("not broken");

    @Override
    public void apply(Action action) {
      history.add("do " + ((Action.JobSucceeded) action).job());
      then.run();
    }

    @Override
    public void flush() {
      history.add("flush");
    }

    @Override
    public void broken(String what, Throwable why) {
      history.add("broken: " + what);
      cause = why;
    }
  }
}
