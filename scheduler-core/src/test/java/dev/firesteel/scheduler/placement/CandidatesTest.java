package dev.firesteel.scheduler.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Places worth waiting for are found without looking at all of them again and again. */
final class CandidatesTest {
  private final Candidates candidates = new Candidates();
  private final List<Integer> looked = new ArrayList<>();

  @Test
  void whatIsNotWorthItIsLookedAtOnce() {
    for (int place = 0; place < 10; place++) {
      candidates.add(place);
    }
    assertThat(any(100)).isFalse();
    assertThat(looked).hasSize(10);
    assertThat(any(100)).isFalse();
    assertThat(looked).hasSize(10);
  }

  @Test
  void whatChangedIsLookedAtAgain() {
    candidates.add(4);
    assertThat(any(100)).isFalse();
    candidates.add(4);
    assertThat(any(4)).isTrue();
    assertThat(any(4)).isTrue();
  }

  private boolean any(int worth) {
    return candidates.any(
        place -> {
          looked.add(place);
          return place == worth;
        });
  }
}
