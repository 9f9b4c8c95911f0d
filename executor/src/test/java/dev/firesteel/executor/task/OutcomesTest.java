package dev.firesteel.executor.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.message.TaskReport.Outcome;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class OutcomesTest {
  private static Outcome.Failed failed(Throwable failure) {
    return (Outcome.Failed) Outcomes.of(failure);
  }

  @Test
  void survivesExceptionsThatCannotDescribeThemselves() {
    Outcome.Failed failed =
        failed(
            new RuntimeException() {
              @Override
              public String getMessage() {
                throw new IllegalStateException("broken");
              }
            });
    assertThat(failed.error()).contains("OutcomesTest").contains("cannot be had");
    assertThat(failed.stackTrace()).contains("cannot be had");
  }

  @Test
  void survivesCausesInACircle() {
    Exception first = new Exception("first");
    first.initCause(new Exception("second", first));
    assertThat(failed(first).category()).isEqualTo(ErrorCategory.USER);
  }

  @Test
  void cutsEndlessMessages() {
    assertThat(failed(new IOException("x".repeat(1 << 20))).error()).hasSizeLessThan(10_000);
  }

  @Test
  void memoryIsAResource() {
    assertThat(failed(new RuntimeException(new OutOfMemoryError())).category())
        .isEqualTo(ErrorCategory.RESOURCES);
  }

  @Test
  void theCodesOwnMistakesAreTheUsers() {
    assertThat(failed(new NoClassDefFoundError("a/B")).category()).isEqualTo(ErrorCategory.USER);
    assertThat(failed(new StackOverflowError()).category()).isEqualTo(ErrorCategory.USER);
  }

  @Test
  void tellsCauses() {
    assertThat(failed(new IllegalStateException("outer", new IOException("inner"))).stackTrace())
        .contains("Caused by: java.io.IOException: inner");
  }

  @Test
  void missingOutputIsAFetchFailureHoweverItIsWrapped() {
    Outcome outcome =
        Outcomes.of(new RuntimeException(new MissingOutputException(new ShuffleId(3), 5)));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.FetchFailed.class,
            fetch -> {
              assertThat(fetch.shuffle()).isEqualTo(new ShuffleId(3));
              assertThat(fetch.mapPartition()).isEqualTo(5);
              assertThat(fetch.from()).isEqualTo(BlockAddress.DRIVER);
            });
  }
}
