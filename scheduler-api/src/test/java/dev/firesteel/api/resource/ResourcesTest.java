package dev.firesteel.api.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.id.ProfileId;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ResourcesTest {
  private static final Resources HOST = Resources.of(8, 4096).with("gpu", 2);

  @Test
  void refusesNegativeAmounts() {
    assertThatThrownBy(() -> Resources.of(-1, 0)).hasMessageContaining("cores -1");
    assertThatThrownBy(() -> Resources.of(0, -1)).hasMessageContaining("memory -1 MiB");
    assertThatThrownBy(() -> Resources.of(1, 1).with("gpu", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("amount 0 of 'gpu'");
  }

  @Test
  void refusesToSubtractWhatIsNotThere() {
    assertThatThrownBy(() -> HOST.minus(Resources.of(9, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot subtract 9 cores, 0 MiB: only 8 cores, 4096 MiB, 2 gpu is there");
    assertThatThrownBy(() -> HOST.minus(Resources.NONE.with("fpga", 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void coversInEveryDimension() {
    assertThat(HOST.covers(HOST)).isTrue();
    assertThat(HOST.covers(Resources.NONE)).isTrue();
    assertThat(HOST.covers(Resources.of(9, 1))).isFalse();
    assertThat(HOST.covers(Resources.of(1, 4097))).isFalse();
    assertThat(HOST.covers(Resources.of(1, 1).with("gpu", 3))).isFalse();
    assertThat(HOST.covers(Resources.of(1, 1).with("fpga", 1))).isFalse();
  }

  @Test
  void plusUndoesMinus() {
    Resources part = Resources.of(3, 1000).with("gpu", 2);
    Resources rest = HOST.minus(part);

    assertThat(rest).isEqualTo(Resources.of(5, 3096));
    assertThat(rest.extra()).as("used up resources are not named").isEmpty();
    assertThat(rest.plus(part)).isEqualTo(HOST);
  }

  @Test
  void isACopy() {
    TreeMap<String, Long> extra = new TreeMap<>(Map.of("gpu", 1L));
    Resources resources = new Resources(1, 1, extra);
    extra.clear();

    assertThat(resources.extra()).containsExactly(Map.entry("gpu", 1L));
  }

  @Test
  void aProfileNeedsATaskThatFits() {
    ProfileId id = new ProfileId("p");
    assertThatThrownBy(() -> new ResourceProfile(id, HOST, Resources.of(0, 1)))
        .hasMessageContaining("a task takes at least 1 core");
    assertThatThrownBy(() -> new ResourceProfile(id, HOST, Resources.of(9, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("does not fit into an executor of 8 cores");
  }

  @Test
  void slotsAreLimitedByTheScarcestResource() {
    ProfileId id = new ProfileId("p");

    assertThat(ResourceProfile.ofExecutor(id, HOST).slots()).isEqualTo(8);
    assertThat(new ResourceProfile(id, HOST, Resources.of(3, 0)).slots()).isEqualTo(2);
    assertThat(new ResourceProfile(id, HOST, Resources.of(1, 0).with("gpu", 1)).slots())
        .isEqualTo(2);
  }
}
