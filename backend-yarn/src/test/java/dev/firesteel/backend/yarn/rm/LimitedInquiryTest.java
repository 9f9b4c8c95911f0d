package dev.firesteel.backend.yarn.rm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.backend.yarn.pending.Inquiry;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LimitedInquiryTest {
  @Test
  void aQuestionThatNobodyAnswersEnds() {
    Inquiry mute =
        asks -> {
          try {
            new CountDownLatch(1).await();
            return Map.of();
          } catch (InterruptedException e) {
            throw new InterruptedIOException("interrupted");
          }
        };
    Patience patience = new Patience(Duration.ofMillis(50));
    assertThatThrownBy(() -> new LimitedInquiry(patience, mute).why(List.of()))
        .isInstanceOf(SocketTimeoutException.class);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }
}
