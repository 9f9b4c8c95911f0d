package dev.firesteel.backend.yarn.rm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers that do not come. */
@Timeout(60)
class PatienceTest {
  private static final Patience SHORT = new Patience(Duration.ofMillis(50));
  private static final Patience LONG = new Patience(Duration.ofMinutes(5));

  @Test
  void aResourceManagerThatTakesConnectionsAndSaysNothingIsNotWaitedForLong() throws Exception {
    try (ServerSocket mute = new ServerSocket(0);
        YarnClient client = YarnClient.createYarnClient()) {
      YarnConfiguration conf = new YarnConfiguration();
      conf.set(YarnConfiguration.RM_ADDRESS, "127.0.0.1:" + mute.getLocalPort());
      client.init(conf);
      client.start();
      assertThatThrownBy(() -> new Patience(Duration.ofSeconds(1)).ask(client::createApplication))
          .isInstanceOf(SocketTimeoutException.class)
          .hasMessage("no answer within 1 s")
          .matches(e -> Silence.isOne((Exception) e));
    }
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void heartbeatsWaitForAThirdOfTheExpiryAndTwoMinutesAtLeast() {
    YarnConfiguration conf = new YarnConfiguration();
    conf.set(YarnConfiguration.RM_AM_EXPIRY_INTERVAL_MS, "600000");
    assertThat(Patience.ofHeartbeats(conf).limit()).isEqualTo(Duration.ofSeconds(200));
    conf.set(YarnConfiguration.RM_AM_EXPIRY_INTERVAL_MS, "6000");
    assertThat(Patience.ofHeartbeats(conf).limit()).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void whatIsLateIsNoAnswer() {
    assertThatThrownBy(() -> SHORT.ask(PatienceTest::never))
        .isInstanceOf(SocketTimeoutException.class)
        .hasRootCauseInstanceOf(InterruptedException.class);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void whoReturnsWhenInterruptedHasNoAnswer() {
    assertThatThrownBy(
            () ->
                SHORT.insist(
                    () -> {
                      try {
                        new CountDownLatch(1).await();
                      } catch (InterruptedException e) {
                        // as AMRMClientImpl.unregisterApplicationMaster
                      }
                    }))
        .isInstanceOf(SocketTimeoutException.class);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void anAnswerThatComesAllTheSameIsNotLost() throws Exception {
    String answer =
        SHORT.ask(
            () -> {
              try {
                return never();
              } catch (InterruptedIOException e) {
                return "here";
              }
            });
    assertThat(answer).isEqualTo("here");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void anotherInterruptIsNoLateness() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> LONG.ask(PatienceTest::never))
        .isInstanceOf(InterruptedIOException.class)
        .isNotInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void failuresAreThemselves() {
    assertThatThrownBy(
            () ->
                LONG.ask(
                    () -> {
                      throw new ConnectException("refused");
                    }))
        .isInstanceOf(ConnectException.class);
    assertThatThrownBy(
            () ->
                LONG.ask(
                    () -> {
                      throw new YarnException("no");
                    }))
        .isInstanceOf(YarnException.class);
  }

  @Test
  void anAnswerIsHandedOn() throws Exception {
    LONG.insist(() -> {});
    assertThat(LONG.ask(() -> "yes")).isEqualTo("yes");
  }

  private static String never() throws InterruptedIOException {
    try {
      new CountDownLatch(1).await();
      return "";
    } catch (InterruptedException e) {
      throw (InterruptedIOException) new InterruptedIOException("interrupted").initCause(e);
    }
  }
}
