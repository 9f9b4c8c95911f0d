package dev.firesteel.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class ConfigTest {
  private static final ConfigKey<Integer> CORES =
      Keys.number("firesteel.test.cores", 1, "Cores.").check(n -> n >= 1, "at least 1");
  private static final ConfigKey<Boolean> FAST = Keys.flag("firesteel.test.fast", true, "Fast.");
  private final ConfigCheck check = new ConfigCheck(List.of(CORES, FAST));

  @Test
  void reportsAllProblemsTogetherInTheOrderOfNames() {
    Config config =
        Config.of(
            Map.of(
                "firesteel.test.fast", "perhaps",
                "firesteel.test.cores", "0",
                "firesteel.test.core", "3"));

    assertThat(check.problems(config))
        .containsExactly(
            "Unknown setting firesteel.test.core (did you mean firesteel.test.cores?)",
            "Setting firesteel.test.cores is '0' but must be at least 1",
            "Setting firesteel.test.fast is 'perhaps' but must be true or false");
    assertThatThrownBy(() -> check.check(config))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("3 settings are wrong:\n  Unknown setting firesteel.test.core");
  }

  @Test
  void suggestsNothingWhenNothingIsNear() {
    assertThat(check.problems(Config.of(Map.of("spark.ui.port", "1"))))
        .containsExactly("Unknown setting spark.ui.port (firesteel config lists all)");
  }

  @Test
  void oneProblemIsItsOwnMessage() {
    assertThatThrownBy(() -> check.check(Config.empty().with(CORES, "x")))
        .hasMessage("Setting firesteel.test.cores is 'x' but must be a whole number, such as 4");
  }

  @Test
  void refusesAKeyThatIsDefinedTwice() {
    assertThatThrownBy(() -> new ConfigCheck(List.of(CORES, CORES)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("firesteel.test.cores twice");
  }

  @Test
  void acceptsWhatIsRight() {
    check.check(Config.empty().with(CORES, "2").with(FAST, "false"));
    check.check(Config.empty());
  }

  @Test
  void strongerSettingsOverride() {
    Config weak = Config.empty().with(CORES, "2").with(FAST, "false");
    Config both = weak.overriddenBy(Config.empty().with(CORES, "3"));

    assertThat(both.get(CORES)).isEqualTo(3);
    assertThat(both.get(FAST)).isFalse();
    assertThat(weak.get(CORES)).as("the weak ones are as they were").isEqualTo(2);
  }

  @Test
  void tellsWhatWasSetFromWhatIsDefault() {
    Config config = Config.empty().with(CORES, "2");

    assertThat(config.isSet(CORES)).isTrue();
    assertThat(config.isSet(FAST)).isFalse();
    assertThat(config.get(FAST)).isTrue();
    assertThat(config.asMap()).containsExactly(Map.entry("firesteel.test.cores", "2"));
  }

  @Test
  void isACopyThatNobodyChanges() {
    Map<String, String> source = new HashMap<>(Map.of("firesteel.test.cores", "2"));
    Config config = Config.of(source);
    source.clear();

    assertThat(config.get(CORES)).isEqualTo(2);
    assertThatThrownBy(() -> config.asMap().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void theCoresKeysAreFoundAndAllNamesDiffer() {
    List<ConfigKey<?>> keys =
        ServiceLoader.load(ConfigKeys.class).stream()
            .flatMap(provider -> provider.get().keys().stream())
            .<ConfigKey<?>>map(key -> key)
            .toList();

    assertThat(keys).contains(CoreKeys.MASTER, CoreKeys.EXECUTOR_MEMORY);
    new ConfigCheck(keys).check(Config.empty());
    assertThat(keys).allSatisfy(key -> assertThat(key.doc()).endsWith("."));
  }
}
