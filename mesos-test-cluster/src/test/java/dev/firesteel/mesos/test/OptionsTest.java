package dev.firesteel.mesos.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OptionsTest {
  private static Options of(String... arguments) {
    return Options.of(List.of(arguments), Set.of("--host", "--port"));
  }

  @Test
  void wrongOptionsAreToldByName() {
    assertThatThrownBy(() -> of("--hosts", "a")).hasMessage("Unknown option --hosts");
    assertThatThrownBy(() -> of("--host")).hasMessage("Option --host needs a value");
    assertThatThrownBy(() -> of().required("--host")).hasMessage("Option --host is missing");
    assertThatThrownBy(() -> of("--port", "-1").number("--port", 1))
        .hasMessageContaining("at least 0, not '-1'");
    assertThatThrownBy(() -> Options.address("--master", "head"))
        .hasMessage("Option --master needs host:port, not 'head'");
  }

  @Test
  void valuesAreRead() {
    Options options = of("--host", "head", "--port", "7");

    assertThat(options.required("--host")).isEqualTo("head");
    assertThat(options.number("--port", 1)).isEqualTo(7);
    assertThat(of().number("--port", 1)).isEqualTo(1);
    assertThat(Options.address("--master", "head:5051"))
        .isEqualTo(new MasterLink.Address("head", 5051));
  }
}
