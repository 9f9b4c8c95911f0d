package dev.firesteel.it.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.split.IfExists;
import dev.firesteel.api.split.SaveOptions;
import dev.firesteel.dataset.Session;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a driver that is killed during a save leaves, and what the next saves make of it. */
@Timeout(180)
final class KilledSaveTest {
  @TempDir private Path scratch;
  @TempDir private Path output;
  private @Nullable Process driver;

  @AfterEach
  void killWhatATestLeft() {
    if (driver != null) {
      driver.destroyForcibly();
    }
  }

  private void killedWhileItSavesTo(Path target) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                SavingMain.class.getName(),
                scratch.toString(),
                target.toString())
            .redirectErrorStream(true)
            .start();
    driver = process;
    try (BufferedReader reader = process.inputReader()) {
      String line = reader.readLine();
      while (line != null && !line.equals("hangs")) {
        line = reader.readLine();
      }
      assertThat(line).isEqualTo("hangs");
      process.destroyForcibly().waitFor();
    }
  }

  private Session open() {
    return Session.builder()
        .name("after")
        .master("local[2]")
        .config("firesteel.local.dirs", scratch.toString())
        .open();
  }

  private static SaveOptions saying(IfExists ifExists) {
    return SaveOptions.DEFAULT.withIfExists(ifExists);
  }

  @Test
  void whatItWouldHaveReplacedIsWholeAndItsOwnIsReplacedByTheNext() throws Exception {
    Path target = output.resolve("out");
    try (Session session = open()) {
      session.parallelize(List.of("old"), 1).saveAsTextFile(target.toString());
    }
    killedWhileItSavesTo(target);
    assertThat(names(target)).containsExactly("_SUCCESS", "_temporary", "part-00000");
    try (Session session = open()) {
      assertThat(session.textFile(target.toString()).collect()).containsExactly("old");
      session
          .parallelize(List.of("more"), 1)
          .saveAsTextFile(target.toString(), saying(IfExists.APPEND));
      assertThat(session.textFile(target.toString()).collect()).containsExactly("old", "more");
      session
          .parallelize(List.of("new"), 1)
          .saveAsTextFile(target.toString(), saying(IfExists.OVERWRITE));
      assertThat(session.textFile(target.toString()).collect()).containsExactly("new");
    }
    assertThat(names(target)).containsExactly("_SUCCESS", "part-00000");
  }

  @Test
  void aPlaceThatItMadeIsRefusedByItsName() throws Exception {
    Path target = output.resolve("out");
    killedWhileItSavesTo(target);
    assertThat(names(target)).containsExactly("_temporary");
    String job = names(target.resolve("_temporary")).get(0);
    try (Session session = open()) {
      assertThatThrownBy(
              () -> session.parallelize(List.of("x"), 1).saveAsTextFile(target.toString()))
          .hasMessageContaining("it holds unfinished output of save " + job + ", which still runs");
    }
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }
}
