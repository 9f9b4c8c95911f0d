package dev.firesteel.backend.mesos.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.backend.mesos.dispatcher.PrivateFile;
import dev.firesteel.shipping.program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriverMainTest {
  @TempDir private Path directory;

  @Test
  void withoutAProgramItCanNeverBegin() {
    Outcome outcome = DriverMain.run(Map.of(), directory);
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.diagnostics()).contains("there is no variable FIRESTEEL_PROGRAM");
    assertThat(DriverMain.run(Map.of(DriverProgram.VARIABLE, "?"), directory).code()).isEqualTo(2);
  }

  @Test
  void privateFilesThatAnAgentCannotKeepMayBeKeptByAnother() throws IOException {
    Files.createDirectory(directory.resolve("private-0"));
    TreeMap<String, PrivateFile> files = new TreeMap<>();
    files.put("k", new PrivateFile("f", new byte[1]));
    DriverProgram program = new DriverProgram("Main", List.of(), new TreeMap<>(), files);
    Outcome outcome = DriverMain.run(Map.of(DriverProgram.VARIABLE, program.encoded()), directory);
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.diagnostics()).contains("Cannot lay out the driver's private files");
  }
}
