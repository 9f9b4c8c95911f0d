package dev.firesteel.shipping.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class OutcomeTest {
  @Test
  void anExceptionIsToldWithItsCausesAndFirstFrames() {
    Outcome outcome =
        Outcome.threw(
            "com.acme.Report",
            new IllegalStateException("no data", new IOException("disk is full")));
    assertThat(outcome.status()).isEqualTo(FinalStatus.FAILED);
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.diagnostics())
        .startsWith("com.acme.Report threw java.lang.IllegalStateException: no data\n  at ")
        .contains("OutcomeTest.anExceptionIsToldWithItsCausesAndFirstFrames")
        .contains("\nCaused by: java.io.IOException: disk is full\n");
    assertThat(outcome.diagnostics().lines()).hasSizeLessThan(15);
  }

  @Test
  void anExceptionThatIsItsOwnCauseAndALongMessageEnd() {
    Exception first = new IllegalStateException("x".repeat(100_000));
    first.initCause(new IOException("y", first));
    assertThat(Outcome.threw("A", first).diagnostics()).hasSizeLessThan(5_000);
  }

  @Test
  void failuresOfFiresteelSpeakForThemselves() {
    Outcome outcome =
        Outcome.threw("A", new FiresteelException(ErrorCategory.RESOURCES, "Job 3 failed: why"));
    assertThat(outcome).isEqualTo(new Outcome(FinalStatus.FAILED, "Job 3 failed: why", 1));
    assertThat(
            Outcome.threw("A", new FiresteelException(ErrorCategory.CONFIGURATION, "bad")).code())
        .isEqualTo(1);
    assertThat(Outcome.notRunnable("no class").code()).isEqualTo(2);
    assertThat(Outcome.threw("A", new FiresteelException(ErrorCategory.INTERNAL, "bug")))
        .extracting(Outcome::diagnostics)
        .asString()
        .startsWith("A threw dev.firesteel.api.error.FiresteelException: bug\n  at ");
  }

  @Test
  void cancelledIsKilled() {
    assertThat(Outcome.threw("A", new FiresteelException(ErrorCategory.CANCELLED, "by bob")))
        .isEqualTo(new Outcome(FinalStatus.KILLED, "by bob", 3));
  }

  @Test
  void exitCodesAreToldAsTheyAre() {
    assertThat(Outcome.exited(0).status()).isEqualTo(FinalStatus.SUCCEEDED);
    assertThat(Outcome.exited(5))
        .isEqualTo(new Outcome(FinalStatus.FAILED, "The program called System.exit(5)", 5));
  }
}
