package dev.firesteel.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class OptionsTest {
  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> Options.of(List.of("--seeds")))
        .hasMessage("option --seeds is unknown or needs a number");
    assertThatThrownBy(() -> Options.of(List.of("--seeds", "many")))
        .hasMessage("--seeds many: this is no number");
    assertThatThrownBy(() -> Options.of(List.of("--speed", "1")))
        .hasMessage("unknown option --speed");
  }

  @Test
  void oneSeedIsRunAloneAndTracedWhereverTraceStands() {
    assertThat(Options.of(List.of("--seed", "7")))
        .isEqualTo(new Options(7, 1, 0, threads(), Options.Mode.ONE_SEED));
    assertThat(Options.of(List.of("--seed", "7", "--trace")))
        .isEqualTo(Options.of(List.of("--trace", "--seed", "7")))
        .isEqualTo(new Options(7, 1, 0, threads(), Options.Mode.TRACE));
  }

  @Test
  void rangesTimesAndThreadsAreRead() {
    assertThat(
            Options.of(List.of("--from", "5", "--seeds", "6", "--seconds", "7", "--threads", "8")))
        .isEqualTo(new Options(5, 6, 7, 8, Options.Mode.TOTALS));
  }

  private static int threads() {
    return Runtime.getRuntime().availableProcessors();
  }
}
