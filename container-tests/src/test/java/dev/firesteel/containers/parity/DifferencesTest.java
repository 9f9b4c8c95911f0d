package dev.firesteel.containers.parity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class DifferencesTest {
  private static Parity wrote(String text) {
    return Parity.of(Map.of("sort", text.getBytes(UTF_8)));
  }

  @Test
  void otherBytesAreToldWithTheirPlace() {
    assertThat(wrote("abc").differences(wrote("abd")))
        .containsExactly("sort differs at byte 2: 'abc' and 'abd'");
  }

  @Test
  void whatIsShorterOrMissingDiffers() {
    assertThat(wrote("abc").differences(wrote("ab"))).hasSize(1);
    assertThat(wrote("abc").differences(Parity.of(Map.of()))).hasSize(1);
  }

  @Test
  void theSameBytesHaveNoDifference() {
    assertThat(wrote("abc").differences(wrote("abc"))).isEmpty();
  }
}
