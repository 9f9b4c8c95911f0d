package dev.firesteel.containers.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.containers.report.Outcome;
import dev.firesteel.dataset.status.InputLocality;
import dev.firesteel.dataset.status.LocalityStatus;
import dev.firesteel.dataset.status.LostWork;
import dev.firesteel.dataset.status.NotLocalReason;
import dev.firesteel.dataset.status.SessionStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class OutcomeJsonTest {
  @Test
  void whatIsWrittenIsRead() {
    LostWork lost = new LostWork(1, 2, 3, 4, 5, 6);
    LocalityStatus locality =
        new LocalityStatus(
            new TreeMap<>(
                Map.of(
                    InputLocality.PROCESS, new LocalityStatus.Amount(2, 10),
                    InputLocality.NO_PREFERENCE, new LocalityStatus.Amount(3, 0),
                    InputLocality.ANY, new LocalityStatus.Amount(1, 5))),
            new TreeMap<>(Map.of(NotLocalReason.NO_EXECUTOR, 1L)),
            Duration.ZERO);
    SessionStatus status =
        new SessionStatus(
            SessionStatus.State.CONNECTED, List.of(), List.of(), List.of(), locality, lost);
    assertThat(Outcome.in("OUTCOME " + OutcomeJson.of("page-rank", 77, status)))
        .isEqualTo(
            new Outcome(
                "page-rank",
                Duration.ofMillis(77),
                6,
                lost,
                Map.of(
                    InputLocality.PROCESS, 2L,
                    InputLocality.NO_PREFERENCE, 3L,
                    InputLocality.ANY, 1L),
                Map.of(NotLocalReason.NO_EXECUTOR, 1L)));
  }
}
