package dev.firesteel.io.hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.io.hadoop.NoAnswerException.Effect;
import dev.firesteel.io.storage.StorageException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Requests are repeated for a limited time, on a clock that stands still between pauses. */
final class RetryingTest {
  private final long[] now = {1_000};
  private int sent;

  private Retrying retrying(Duration limit) {
    return new Retrying(limit, () -> now[0], nanos -> now[0] += nanos);
  }

  private Retrying.Request<String> failing(IOException... failures) {
    Deque<IOException> left = new ArrayDeque<>(List.of(failures));
    return () -> {
      sent++;
      IOException next = left.poll();
      if (next != null) {
        throw next;
      }
      return "answer";
    };
  }

  private static NoAnswerException noAnswer(Effect effect) {
    return new NoAnswerException("nobody there", effect, new ConnectException());
  }

  @Test
  void theLastFailureComesWhenTheTimeIsOver() {
    IOException failure = noAnswer(Effect.NONE);
    long start = now[0];
    assertThatThrownBy(
            () ->
                retrying(Duration.ofSeconds(20))
                    .repeatable(
                        () -> {
                          sent++;
                          throw failure;
                        }))
        .isSameAs(failure);
    assertThat(Duration.ofNanos(now[0] - start)).isEqualTo(Duration.ofSeconds(20));
    assertThat(sent).isBetween(8, 14);
  }

  @Test
  void noTimeMeansOneRequest() {
    assertThatThrownBy(() -> retrying(Duration.ZERO).repeatable(failing(noAnswer(Effect.NONE))))
        .hasMessage("nobody there");
    assertThat(sent).isEqualTo(1);
  }

  @Test
  void whatIsUnderstoodAsLastingIsNotRepeated() {
    assertThatThrownBy(
            () ->
                retrying(Duration.ofSeconds(20))
                    .repeatable(
                        failing(new StorageException(ErrorCategory.TRANSIENT, "other", null))))
        .hasMessage("other");
    assertThat(sent).isEqualTo(1);
  }

  @Test
  void whatMayHaveBeenDoneIsNotDoneTwice() {
    assertThatThrownBy(
            () -> retrying(Duration.ofSeconds(20)).once(failing(noAnswer(Effect.UNKNOWN))))
        .hasMessage("nobody there");
    assertThat(sent).isEqualTo(1);
  }

  @Test
  void whatWasCertainlyNotDoneIsRepeatedUntilItWorks() throws IOException {
    assertThat(
            retrying(Duration.ofSeconds(20))
                .once(failing(noAnswer(Effect.NONE), noAnswer(Effect.NONE))))
        .isEqualTo("answer");
    assertThat(sent).isEqualTo(3);
  }

  @Test
  void anInterruptedThreadWaitsNoLonger() {
    Retrying interrupted =
        new Retrying(
            Duration.ofSeconds(20), () -> now[0], nanos -> Thread.currentThread().interrupt());
    assertThatThrownBy(() -> interrupted.repeatable(failing(noAnswer(Effect.NONE))))
        .isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
