package dev.firesteel.backend.mesos.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.FiresteelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DispatcherDirectoryTest {
  @TempDir private Path directory;

  private static Path made(Path directory) {
    return DispatcherDirectory.made(
        Config.of(Map.of("firesteel.mesos.dispatcher.directory", directory.toString())));
  }

  @Test
  void oneThatCannotBeMadeIsTold() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    assertThatThrownBy(() -> made(file.resolve("x")))
        .isInstanceOf(FiresteelException.class)
        .hasMessageContaining("firesteel.mesos.dispatcher.directory");
  }

  @Test
  void itIsMadeForItsUserOnlyAndOneThatIsThereStaysAsItIs() throws IOException {
    Path made = made(directory.resolve("a/b"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
        .isEqualTo("rwx------");
    Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-x---"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made(made))))
        .isEqualTo("rwxr-x---");
  }
}
