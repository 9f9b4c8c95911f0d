package dev.firesteel.containers.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.dataset.status.InputLocality;
import dev.firesteel.dataset.status.LostWork;
import dev.firesteel.dataset.status.NotLocalReason;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OutcomeTest {
  private static final String LINE =
      "OUTCOME {\"program\":\"sort\",\"wallMillis\":1500,\"tasks\":13,\"failedAttempts\":1,"
          + "\"lostAttempts\":2,\"fetchFailures\":3,\"redoneTasks\":4,\"copies\":5,"
          + "\"lostExecutors\":6,\"locality\":{\"node\":9,\"any\":1,\"no_preference\":3},"
          + "\"notLocal\":{\"busy\":1}}";

  @Test
  void outputWithoutOutcomeIsTold() {
    assertThatThrownBy(() -> Outcome.in("something\nelse OUTCOME {}\n"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("something");
  }

  @Test
  void aLineThatIsCutOffIsTold() {
    String cut = LINE.substring(0, 80);
    assertThatThrownBy(() -> Outcome.in(cut))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(cut);
  }

  @Test
  void aLineThatLacksANumberIsTold() {
    assertThatThrownBy(() -> Outcome.in(LINE.replace("\"copies\"", "\"other\"")))
        .isInstanceOf(AssertionError.class)
        .hasRootCauseMessage("there is no field copies");
  }

  @Test
  void theLastOfSeveralLinesCounts() {
    Outcome outcome = Outcome.in("log\n" + LINE.replace("sort", "join") + "\n" + LINE + "\nbye\n");
    assertThat(outcome)
        .isEqualTo(
            new Outcome(
                "sort",
                Duration.ofMillis(1_500),
                13,
                new LostWork(1, 2, 3, 4, 5, 6),
                Map.of(
                    InputLocality.NODE, 9L, InputLocality.ANY, 1L, InputLocality.NO_PREFERENCE, 3L),
                Map.of(NotLocalReason.BUSY, 1L)));
  }

  @Test
  void levelsAreToldNearestFirst() {
    Outcome outcome = Outcome.in(LINE);
    assertThat(outcome.localityText()).isEqualTo("node 9, any 1, free 3");
    assertThat(outcome.at(InputLocality.NODE)).isEqualTo(9);
    assertThat(outcome.at(InputLocality.RACK)).isZero();
  }
}
