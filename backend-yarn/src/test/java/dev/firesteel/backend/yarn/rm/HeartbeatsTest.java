package dev.firesteel.backend.yarn.rm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.backend.yarn.ask.Exchange;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.yarn.api.protocolrecords.AllocateResponse;
import org.apache.hadoop.yarn.api.records.ApplicationAttemptId;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.hadoop.yarn.api.records.NodeId;
import org.apache.hadoop.yarn.api.records.Priority;
import org.apache.hadoop.yarn.client.api.NMTokenCache;
import org.apache.hadoop.yarn.exceptions.ApplicationAttemptNotFoundException;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Ends that heartbeats tell, and what sessions leave behind at a registration. */
class HeartbeatsTest {
  private static final long PATIENCE_SECONDS = 60;
  private static final ApplicationAttemptId ATTEMPT =
      ApplicationAttemptId.newInstance(ApplicationId.newInstance(1, 1), 1);

  private final BlockingQueue<Exchange> told = new LinkedBlockingQueue<>();
  private final BlockingQueue<AllocateResponse> answers = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> farewells = new LinkedBlockingQueue<>();
  private final AtomicInteger unheardFarewells = new AtomicInteger();
  private final BlockingQueue<FiresteelException> ends = new LinkedBlockingQueue<>();
  private volatile @Nullable YarnException refusal;
  private volatile @Nullable IOException silence;
  private final Heartbeats heartbeats =
      new Heartbeats(
          new HandWire(),
          new Registered(ATTEMPT, "q", Resources.of(1, 1), new NMTokenCache(), List.of()),
          Duration.ofMinutes(1),
          Duration.ofSeconds(PATIENCE_SECONDS),
          e -> new FiresteelException(ErrorCategory.CLUSTER, "ended", e));

  /** Answers when the test does. */
  private final class HandWire implements Wire {
    @Override
    public Registered register() {
      throw new IllegalStateException("It is registered");
    }

    @Override
    public AllocateResponse beat(Exchange news) throws IOException, YarnException {
      told.add(news);
      try {
        AllocateResponse answer = answers.take();
        YarnException no = refusal;
        if (no != null) {
          throw no;
        }
        IOException none = silence;
        if (none != null) {
          throw none;
        }
        return answer;
      } catch (InterruptedException e) {
        throw new InterruptedIOException("The test is over");
      }
    }

    @Override
    public void finish(FinalStatus status, String diagnostics) throws IOException {
      farewells.add(status + " " + diagnostics);
      if (unheardFarewells.getAndDecrement() > 0) {
        throw new ConnectException("refused");
      }
    }

    @Override
    public void close() {}
  }

  /** A session that has one thing to say each time. */
  private class Session implements Peer {
    private final String name;

    Session(String name) {
      this.name = name;
    }

    @Override
    public Exchange next() {
      return released(name);
    }

    @Override
    public Duration answered(AllocateResponse answer) {
      return Duration.ofMinutes(1);
    }

    @Override
    public void silent(String why) {}

    @Override
    public void ended(FiresteelException why) {
      ends.add(why);
    }
  }

  private static Exchange released(String... containers) {
    return new Exchange(List.of(), List.of(), List.of(containers), Set.of(), Set.of());
  }

  @AfterEach
  void end() {
    answers.addAll(Collections.nCopies(9, answer())); // more than are due
    heartbeats.unregister(FinalStatus.SUCCEEDED, "");
  }

  @Test
  void aRefusedRequestFailsTheSessionAndTheEndIsReported() throws Exception {
    assertThat(told()).isEqualTo(Exchange.NONE);
    refusal =
        new RefusedRequestException(new IllegalArgumentException("Cannot specify two node labels"));
    heartbeats.attach(new Session("own"));
    answers.add(answer());
    FiresteelException why = endOfSession();
    assertThat(why.category()).isEqualTo(ErrorCategory.CONFIGURATION);
    assertThat(why)
        .hasMessage(
            "YARN refuses what application_1_0001 asks for: Cannot specify two node labels (correct"
                + " firesteel.yarn.node-label)");
    heartbeats.unregister(FinalStatus.FAILED, "refused");
    assertThat(farewells).containsExactly("FAILED refused");
  }

  @Test
  void anAttemptThatIsNotKnownAnyMoreIsNotReported() throws Exception {
    assertThat(told()).isEqualTo(Exchange.NONE);
    refusal = new ApplicationAttemptNotFoundException("it is not known");
    heartbeats.attach(new Session("own"));
    answers.add(answer());
    assertThat(endOfSession()).hasMessage("ended");
    heartbeats.unregister(FinalStatus.FAILED, "killed");
    assertThat(farewells).isEmpty();
  }

  @Test
  void aSessionThatCannotTakeAnAnswerFails() throws Exception {
    assertThat(told()).isEqualTo(Exchange.NONE);
    answers.add(answer());
    heartbeats.attach(
        new Session("own") {
          @Override
          public Duration answered(AllocateResponse answer) {
            throw new IllegalStateException("what came is lost");
          }
        });
    answers.add(answer());
    FiresteelException why = endOfSession();
    assertThat(why.category()).isEqualTo(ErrorCategory.INTERNAL);
    assertThat(why).hasMessageContaining("what came is lost");
  }

  private FiresteelException endOfSession() throws InterruptedException {
    FiresteelException why = ends.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(why).as("the session's end").isNotNull();
    return why;
  }

  @Test
  void whatCameForNobodyGoesBackThoughASessionHasBegunMeanwhile() throws Exception {
    assertThat(told()).isEqualTo(Exchange.NONE);
    heartbeats.attach(new Session("own"));
    ContainerId late = ContainerId.newContainerId(ATTEMPT, 7);
    answers.add(answer(late));
    assertThat(told().released()).containsExactly(late.toString(), "own");
  }

  @Test
  void lastWordsOfASessionAreToldThoughTheNextHasBegun() throws Exception {
    Session first = new Session("first");
    assertThat(told()).isEqualTo(Exchange.NONE);
    heartbeats.attach(first);
    heartbeats.detach(first);
    heartbeats.attach(new Session("second"));
    answers.add(answer());
    assertThat(told().released()).containsExactly("first", "second");
  }

  @Test
  void sessionThatLeavesMayBeWokenByAnother() throws Exception {
    Session waking =
        new Session("first") {
          @Override
          public Exchange next() {
            CompletableFuture.runAsync(heartbeats::wake)
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join(); // as one who holds the session's lock, for which this one waits
            return super.next();
          }
        };
    assertThat(told()).isEqualTo(Exchange.NONE);
    heartbeats.attach(waking);
    heartbeats.detach(waking);
    answers.add(answer());
    assertThat(told().released()).containsExactly("first");
  }

  @Test
  void nothingNewIsToldUntilAHeartbeatIsAnsweredAgain() throws Exception {
    assertThat(told()).isEqualTo(Exchange.NONE);
    BlockingQueue<String> silences = new LinkedBlockingQueue<>();
    heartbeats.attach(
        new Session("own") {
          @Override
          public void silent(String why) {
            silences.add(why);
          }
        });
    answers.add(answer());
    assertThat(told().released()).containsExactly("own");
    silence = new SocketTimeoutException("late");
    answers.add(answer());
    assertThat(told()).isEqualTo(Exchange.NONE); // else it may be answered without being read
    answers.add(answer());
    assertThat(told()).isEqualTo(Exchange.NONE);
    silence = null;
    answers.add(answer());
    assertThat(told().released()).containsExactly("own");
    assertThat(silences).containsExactly("late", "late");
  }

  @Test
  void theEndIsToldUntilItIsHeard() throws Exception {
    assertThat(told()).isEqualTo(Exchange.NONE);
    unheardFarewells.set(2);
    answers.add(answer());
    heartbeats.unregister(FinalStatus.SUCCEEDED, "all");
    assertThat(farewells).containsExactly("SUCCEEDED all", "SUCCEEDED all", "SUCCEEDED all");
  }

  private Exchange told() throws InterruptedException {
    Exchange next = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    return next;
  }

  private static AllocateResponse answer(ContainerId... containers) {
    return AllocateResponse.newBuilder()
        .completedContainersStatuses(List.of())
        .allocatedContainers(
            List.of(containers).stream()
                .map(
                    id ->
                        Container.newInstance(
                            id,
                            NodeId.newInstance("h1", 1),
                            "h1:2",
                            Amounts.of(Resources.of(1, 1)),
                            Priority.newInstance(1),
                            null))
                .toList())
        .build();
  }
}
