package dev.firesteel.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MemoryKeysTest {
  @Test
  void aContainerHasATenthMoreThanTheHeapAtLeast384MiB() {
    assertThat(MemoryKeys.executorContainerMiB(Config.empty(), 1024)).isEqualTo(1024 + 384);
    assertThat(MemoryKeys.executorContainerMiB(Config.empty(), 10_240)).isEqualTo(11_264);
    assertThat(MemoryKeys.driverContainerMiB(Config.empty(), 8_000)).isEqualTo(8_800);
  }

  @Test
  void memoryOutsideTheHeapAndTheOverheadThatIsSetAreAdded() {
    Config config =
        Config.empty()
            .with(MemoryKeys.OFF_HEAP, "512m")
            .with(MemoryKeys.EXECUTOR_OVERHEAD, "100000k")
            .with(MemoryKeys.DRIVER_OVERHEAD, "1g");

    assertThat(MemoryKeys.executorContainerMiB(config, 1024)).isEqualTo(1024 + 512 + 98);
    assertThat(MemoryKeys.driverContainerMiB(config, 1024)).isEqualTo(2048);
  }

  @Test
  void sizesThatOverflowAreNotWrapped() {
    Config config = Config.empty().with(MemoryKeys.OFF_HEAP, "1m");

    assertThatThrownBy(() -> MemoryKeys.executorContainerMiB(config, Long.MAX_VALUE))
        .isInstanceOf(ArithmeticException.class);
  }
}
