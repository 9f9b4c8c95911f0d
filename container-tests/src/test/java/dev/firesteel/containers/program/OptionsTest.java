package dev.firesteel.containers.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

final class OptionsTest {
  private static Options parse(String... words) {
    return Options.parse("SortMain IN OUT", 2, Set.of("partitions"), words);
  }

  @Test
  void whatIsWrongIsToldWithTheUsage() {
    assertThatThrownBy(() -> parse("in")).hasMessageContaining("1 paths instead of 2 (SortMain IN");
    assertThatThrownBy(() -> parse("in", "out", "--size", "3"))
        .hasMessageContaining("unknown option '--size'");
    assertThatThrownBy(() -> parse("in", "out", "--partitions"))
        .hasMessageContaining("option '--partitions' lacks its value");
  }

  @Test
  void numbersAreAtLeastOne() {
    for (String wrong : new String[] {"0", "-1", "x"}) {
      assertThatThrownBy(() -> parse("in", "out", "--partitions", wrong).number("partitions", 4))
          .hasMessageContaining("--partitions is '" + wrong + "'");
    }
    assertThat(parse("in", "out").number("partitions", 4)).isEqualTo(4);
  }

  @Test
  void optionsStandAnywhere() {
    Options options = parse("in", "--partitions", "7", "out", "--task-seconds", "9");
    assertThat(options.path(1)).isEqualTo("out");
    assertThat(options.input("text")).isEqualTo("in/text");
    assertThat(options.number("partitions", 4)).isEqualTo(7);
  }
}
