package dev.firesteel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigReferenceTest {
  @Test
  void thePageInDocsIsCurrent() throws Exception {
    assertThat(Path.of("../docs/configuration.md"))
        .as("run: bin/firesteel config --markdown > docs/configuration.md")
        .exists();
    assertThat(Files.readString(Path.of("../docs/configuration.md")))
        .as("run: bin/firesteel config --markdown > docs/configuration.md")
        .isEqualTo(ConfigReference.ofClassPath().markdown());
  }
}
