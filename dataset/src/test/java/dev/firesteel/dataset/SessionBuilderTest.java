package dev.firesteel.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.semantics.OracleEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionBuilderTest {
  @BeforeEach
  void launch() {
    System.setProperty("firesteel.master", "local[7]");
    System.setProperty("firesteel.app.name", "launched");
  }

  @AfterEach
  void end() {
    System.clearProperty("firesteel.master");
    System.clearProperty("firesteel.app.name");
  }

  private static Config opened(SessionBuilder builder) {
    try (Session session = builder.engine(OracleEngine::new).open()) {
      return session.config();
    }
  }

  @Test
  void theLaunchersSettingsAreTaken() {
    assertThat(opened(Session.builder()).get(CoreKeys.MASTER)).isEqualTo("local[7]");
  }

  @Test
  void theProgramIsStrongerThanTheLauncher() {
    Config config = opened(Session.builder().name("mine").config("firesteel.x", "1"));
    assertThat(config.get(CoreKeys.APP_NAME)).isEqualTo("mine");
    assertThat(config.get(CoreKeys.MASTER)).isEqualTo("local[7]");
    assertThat(config.asMap()).containsEntry("firesteel.x", "1");
  }

  @Test
  void withoutAnEngineTheErrorSaysWhatToAdd() {
    assertThatThrownBy(() -> Session.builder().open())
        .isInstanceOf(FiresteelException.class)
        .hasMessageContaining("dev.firesteel:firesteel-engine");
  }

  @Test
  void filesAreFoundByName(@TempDir Path dir) throws Exception {
    Path file = Files.writeString(dir.resolve("words.txt"), "w");
    SessionBuilder builder =
        Session.builder().engine(OracleEngine::new).config(CoreKeys.FILES, file.toUri().toString());
    try (Session session = builder.open()) {
      assertThat(session.file("words.txt")).isEqualTo(file);
      assertThat(
              session
                  .range(0, 1, 1, 1)
                  .mapToObject(x -> TaskContext.current().file("words.txt").toString())
                  .collect())
          .containsExactly(file.toString());
      assertThatThrownBy(() -> session.file("other.txt"))
          .hasMessageContaining("name it with --files");
    }
  }
}
