package dev.firesteel.protocol.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.protocol.wire.MalformedException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PartitionHeadTest {
  private static final PartitionHead HEAD = new PartitionHead(7, Long.MAX_VALUE, 1L << 40);

  @Test
  void damageIsRefused() {
    byte[] bytes = HEAD.encode();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> PartitionHead.decode(cut)).isInstanceOf(MalformedException.class);
    }
    assertThatThrownBy(() -> PartitionHead.decode(Arrays.copyOf(bytes, bytes.length + 1)))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void comesBackAsItWas() {
    assertThat(PartitionHead.decode(HEAD.encode())).isEqualTo(HEAD);
  }
}
