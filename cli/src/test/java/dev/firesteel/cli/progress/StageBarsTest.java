package dev.firesteel.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.id.StageId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StageBarsTest {
  private final List<String> drawn = new ArrayList<>();
  private final StageBars bars = new StageBars(Recorded::new);
  private final StageId first = new StageId(1);
  private final StageId second = new StageId(2);

  @Test
  void showsTheStageThatHasRunLongestAndThenTheNext() {
    bars.started(first, "map", 10);
    bars.started(second, "reduce", 4);
    bars.progress(first, 3);
    bars.show();
    bars.show();
    bars.progress(second, 1);
    bars.progress(first, 5);
    bars.ended(first);
    bars.ended(second);
    assertThat(drawn)
        .containsExactly(
            "open stage-1 map of 10", "3", "5", "close", "open stage-2 reduce of 4", "1", "close");
  }

  @Test
  void aStageThatEndsSoonIsNeverShown() {
    bars.started(first, "map", 10);
    bars.ended(first);
    bars.show();
    assertThat(drawn).isEmpty();
  }

  @Test
  void closesWhatIsShownOnce() {
    bars.started(first, "map", 10);
    bars.show();
    bars.close();
    bars.close();
    assertThat(drawn).containsExactly("open stage-1 map of 10", "0", "close");
  }

  private final class Recorded implements Bar {
    Recorded(String name, int tasks) {
      drawn.add("open " + name + " of " + tasks);
    }

    @Override
    public void to(int finished) {
      drawn.add(Integer.toString(finished));
    }

    @Override
    public void close() {
      drawn.add("close");
    }
  }
}
