package dev.firesteel.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StorageLevelTest {
  @ParameterizedTest
  @EnumSource
  void saysInItsNameWhatItUses(StorageLevel level) {
    String name = level.name();
    assertThat(level.memory()).isEqualTo(name.contains("MEMORY") || level.offHeap());
    assertThat(level.offHeap()).isEqualTo(name.contains("OFF_HEAP"));
    assertThat(level.disk()).isEqualTo(name.contains("DISK"));
    assertThat(level.copies() == 2).isEqualTo(name.endsWith("_2"));
    assertThat(level.copies() == 0).isEqualTo(level == StorageLevel.NONE);
  }

  @ParameterizedTest
  @EnumSource
  void keepsSerializedWhatIsNotInTheHeap(StorageLevel level) {
    assertThat(level.serialized())
        .isEqualTo(
            level.name().contains("SERIALIZED")
                || level.offHeap()
                || (level.disk() && !level.memory()));
  }
}
