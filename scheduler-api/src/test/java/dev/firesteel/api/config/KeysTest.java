package dev.firesteel.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.ErrorCategory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
  private enum Mode {
    FAST_LANE,
    SLOW
  }

  private static final ConfigKey<Integer> NUMBER = Keys.number("firesteel.n", 4, "A number.");
  private static final ConfigKey<Double> FRACTION = Keys.fraction("firesteel.f", 0.5, "A share.");
  private static final ConfigKey<Boolean> FLAG = Keys.flag("firesteel.b", true, "A flag.");
  private static final ConfigKey<Duration> TIME = Keys.duration("firesteel.t", "3s", "A time.");
  private static final ConfigKey<Long> SIZE = Keys.bytes("firesteel.s", "1g", "A size.");
  private static final ConfigKey<List<String>> LIST = Keys.list("firesteel.l", "", "A list.");
  private static final ConfigKey<Mode> MODE =
      Keys.choice("firesteel.m", Mode.class, Mode.SLOW, "A choice.");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "3",
        "s",
        "3 weeks",
        "-1s",
        "1.5s",
        "s3",
        "99999999999999999999s",
        "9223372036854775807d",
        "300000d"
      })
  void refusesWhatIsNoDuration(String text) {
    assertThat(TIME.problem(text)).as(text).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "250ms,PT0.25S",
    "30s,PT30S",
    "5m,PT5M",
    "5min,PT5M",
    "2h,PT2H",
    "1d,PT24H",
    "7 S,PT7S"
  })
  void readsDurations(String text, Duration expected) {
    assertThat(TIME.parser().apply(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1x", "g", "-1g", "1.5g", "9999999t", "99999999999999999999"})
  void refusesWhatIsNoSize(String text) {
    assertThat(SIZE.problem(text)).as(text).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "17,17",
    "1b,1",
    "2k,2048",
    "1KiB,1024",
    "64m,67108864",
    "1g,1073741824",
    "1 T,1099511627776"
  })
  void readsSizesInPowersOf1024(String text, long expected) {
    assertThat(SIZE.parser().apply(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yes", "1", "truth"})
  void refusesWhatIsNoFlag(String text) {
    assertThat(FLAG.problem(text)).hasValue("must be true or false");
  }

  @Test
  void readsTheOtherTypes() {
    assertThat(NUMBER.parser().apply(" 12 ")).isEqualTo(12);
    assertThat(NUMBER.problem("1.5")).hasValue("must be a whole number, such as 4");
    assertThat(FRACTION.parser().apply("0.25")).isEqualTo(0.25);
    assertThat(FRACTION.problem("half")).hasValue("must be a number, such as 0.6");
    assertThat(FLAG.parser().apply("FALSE")).isFalse();
    assertThat(LIST.parser().apply(" a, ,b,")).containsExactly("a", "b");
    assertThat(LIST.parser().apply("")).isEmpty();
    assertThat(MODE.parser().apply("Fast-Lane")).isEqualTo(Mode.FAST_LANE);
    assertThat(MODE.problem("medium")).hasValue("must be one of fast-lane, slow");
    assertThat(MODE.defaultText()).hasValue("slow");
  }

  @Test
  void checksTheRangeToo() {
    ConfigKey<Integer> positive = NUMBER.check(n -> n >= 1, "at least 1");

    assertThat(positive.problem("0")).hasValue("must be at least 1");
    assertThat(positive.type()).isEqualTo("whole number, at least 1");
    assertThatThrownBy(() -> Config.empty().with(positive, "0").get(positive))
        .isInstanceOf(ConfigException.class)
        .hasMessage("Cannot use setting firesteel.n: it is '0' but must be at least 1 (A number.)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "n",
        "other.n",
        "firesteel",
        "firesteel.",
        "firesteel.camelCase",
        "firesteel.a-",
        "firesteel.a..b"
      })
  void refusesBadNames(String name) {
    assertThatThrownBy(() -> Keys.number(name, 1, "Bad."))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bad name");
  }

  @Test
  void refusesADefaultThatIsNotOfItsType() {
    assertThatThrownBy(() -> Keys.duration("firesteel.t", "3", "Bad."))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("its default must be a duration");
    assertThatThrownBy(() -> NUMBER.check(n -> n > 100, "above 100"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("its default must be above 100");
  }

  @Test
  void aMissingValueWithoutDefaultIsAConfigurationError() {
    ConfigKey<Integer> needed = NUMBER.withoutDefault();

    assertThat(Config.empty().find(needed)).isEmpty();
    assertThatThrownBy(() -> Config.empty().get(needed))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("firesteel.n")
        .hasMessageContaining("is not set and has no default")
        .extracting(e -> ((ConfigException) e).category())
        .isEqualTo(ErrorCategory.CONFIGURATION);
  }
}
