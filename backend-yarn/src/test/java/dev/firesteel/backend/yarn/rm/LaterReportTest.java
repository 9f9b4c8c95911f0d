package dev.firesteel.backend.yarn.rm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The end of an application in a JVM that goes on. */
@Timeout(60)
class LaterReportTest {
  private final BlockingQueue<String> reports = new LinkedBlockingQueue<>();

  @Test
  void aJvmThatGoesOnHoldsTheReportUpForAWhileOnly() throws Exception {
    assertThat(new LaterReport(() -> reports.add("ended")).plan(Duration.ofMillis(1))).isTrue();
    assertThat(reports.poll(30, TimeUnit.SECONDS)).isEqualTo("ended");
  }
}
