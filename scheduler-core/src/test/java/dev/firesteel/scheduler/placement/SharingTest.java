package dev.firesteel.scheduler.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.ConfigException;
import dev.firesteel.api.config.SchedulingOrder;
import dev.firesteel.scheduler.placement.Sharing.PoolShare;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SharingTest {
  private static final String POOL = "firesteel.scheduler.pool.";

  @Test
  void allThatIsWrongWithPoolsIsToldTogether() {
    assertThatThrownBy(
            () ->
                Sharing.of(
                    Config.of(
                        Map.of(
                            POOL + "a.weight", "0",
                            POOL + "a.min-share", "many",
                            POOL + "a.mode", "random",
                            POOL + "a.wieght", "1",
                            POOL + "weight", "1"))))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("a.weight is '0' but must be a whole number, at least 1")
        .hasMessageContaining("a.min-share is 'many' but must be a whole number, at least 0")
        .hasMessageContaining("a.mode is 'random' but must be fifo or fair")
        .hasMessageContaining("a pool has no wieght (did you mean weight?)")
        .hasMessageContaining("pool.weight names no pool and property (write");
  }

  @Test
  void settingsOfAPoolAddUp() {
    Sharing sharing =
        Sharing.of(
            Config.of(
                Map.of(
                    "firesteel.scheduler.mode",
                    "fair",
                    POOL + "etl.weight",
                    "3",
                    POOL + "etl.min-share",
                    "2",
                    POOL + "web.ui.mode",
                    "fair")));
    assertThat(sharing.order()).isEqualTo(SchedulingOrder.FAIR);
    assertThat(sharing.pool("etl")).isEqualTo(new PoolShare(3, 2, SchedulingOrder.FIFO));
    assertThat(sharing.pool("web.ui")).isEqualTo(new PoolShare(1, 0, SchedulingOrder.FAIR));
  }

  @Test
  void anUnknownPoolHasTheDefaultsAndTheDefaultPoolIsFairInside() {
    Sharing sharing = Sharing.of(Config.empty());
    assertThat(sharing.order()).isEqualTo(SchedulingOrder.FIFO);
    assertThat(sharing.pool("any")).isEqualTo(new PoolShare(1, 0, SchedulingOrder.FIFO));
    assertThat(sharing.pool("default")).isEqualTo(new PoolShare(1, 0, SchedulingOrder.FAIR));
  }
}
