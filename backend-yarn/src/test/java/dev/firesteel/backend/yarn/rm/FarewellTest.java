package dev.firesteel.backend.yarn.rm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.yarn.exceptions.ApplicationAttemptNotFoundException;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FarewellTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  private final AtomicInteger tries = new AtomicInteger();

  private void refused() throws IOException {
    tries.incrementAndGet();
    throw new ConnectException("refused");
  }

  @Test
  void withoutTimeThereIsOneTry() {
    assertThatThrownBy(() -> Farewell.say(Duration.ZERO, this::refused))
        .isInstanceOf(ConnectException.class);
    assertThat(tries).hasValue(1);
  }

  @Test
  void aNoIsTheLastWord() {
    assertThatThrownBy(
            () ->
                Farewell.say(
                    LONG,
                    () -> {
                      tries.incrementAndGet();
                      throw new ApplicationAttemptNotFoundException("not known");
                    }))
        .isInstanceOf(YarnException.class);
    assertThat(tries).hasValue(1);
  }

  @Test
  void whoIsInterruptedGivesUp() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> Farewell.say(LONG, this::refused))
        .isInstanceOf(ConnectException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(tries).hasValue(1);
  }
}
