package dev.firesteel.backend.mesos.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.backend.mesos.dispatcher.PrivateFile;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DriverProgramTest {
  private static DriverProgram with(byte[] content) {
    return new DriverProgram(
        "com.acme.Report",
        List.of("", "two words", "a\nb\0c", "Grüße \u20ac \ud83d\ude00", "x".repeat(100_000)),
        new TreeMap<>(Map.of("firesteel.a", "", "firesteel.b", "hunter2")),
        new TreeMap<>(Map.of("firesteel.security.keytab", new PrivateFile("me.keytab", content))));
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%%%", "abcd", "H4sIAAAAAAAA/2NkYGBgAABvnzJ3BAAAAA=="})
  void whatIsNoProgramIsSaidToBeNone(String text) {
    assertThatThrownBy(() -> DriverProgram.decoded(text))
        .isInstanceOf(FiresteelException.class)
        .hasMessageContaining("Cannot read what to run from the variable FIRESTEEL_PROGRAM");
  }

  @Test
  void oneThatIsCutShortIsSaidToBeNone() {
    byte[] whole = Base64.getDecoder().decode(with(random(100)).encoded());
    for (int length = 0; length < whole.length; length += 13) {
      String cut = Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> DriverProgram.decoded(cut)).isInstanceOf(FiresteelException.class);
    }
  }

  @Test
  void moreThanAVariableTakesIsRefused() {
    assertThatThrownBy(() -> with(random(80_000)).encoded())
        .isInstanceOfSatisfying(
            FiresteelException.class,
            e -> assertThat(e.category()).isEqualTo(ErrorCategory.CONFIGURATION))
        .hasMessageMatching(
            "Cannot run com.acme.Report on Mesos: .* have 10\\d KiB .* 96 KiB .*--files.*");
  }

  @Test
  void itArrivesAsItIs() {
    DriverProgram program = with(random(60_000));
    String text = program.encoded();
    assertThat(text.length()).isLessThan(96 << 10);
    assertThat(text).matches("[A-Za-z0-9+/=]*");
    assertThat(DriverProgram.decoded(text)).isEqualTo(program);
  }

  @Test
  void secretsAreNotShown() {
    assertThat(with(random(10))).hasToString("DriverProgram[com.acme.Report]");
  }
}
