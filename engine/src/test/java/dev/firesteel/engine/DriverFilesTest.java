package dev.firesteel.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriverFilesTest {
  @TempDir Path dir;
  private FarFiles far;

  @BeforeEach
  void files() throws IOException {
    far = new FarFiles(dir);
    Files.writeString(dir.resolve("words.txt"), "words");
    try (ZipOutputStream to =
        new ZipOutputStream(Files.newOutputStream(dir.resolve("model.zip")))) {
      to.putNextEntry(new ZipEntry("weights"));
      to.write('7');
    }
  }

  private DriverFiles driverFiles(String files, String archives) {
    return new DriverFiles(
        Config.empty().with(CoreKeys.FILES, files).with(CoreKeys.ARCHIVES, archives), far);
  }

  @Test
  void anUnknownNameIsToldWithThoseThatThereAre() {
    try (DriverFiles files = driverFiles("/a/words.txt", "")) {
      assertThatThrownBy(() -> files.find("wrods.txt"))
          .hasMessageContaining("Cannot find file wrods.txt: it is not among [/a/words.txt]");
    }
  }

  @Test
  void whatCannotBeFetchedOrUnpackedIsTriedAgain() throws IOException {
    try (DriverFiles files = driverFiles("", "far:/late.zip")) {
      assertThatThrownBy(() -> files.find("late.zip")).hasMessageContaining("far:/late.zip");
      Files.copy(dir.resolve("model.zip"), dir.resolve("late.zip"));
      assertThat(files.find("late.zip").resolve("weights")).hasContent("7");
    }
    Files.writeString(dir.resolve("bad.zip"), "no zip");
    try (DriverFiles files = driverFiles("", "far:/bad.zip")) {
      assertThatThrownBy(() -> files.find("bad.zip")).hasMessageContaining("Cannot unpack");
      Files.delete(dir.resolve("bad.zip"));
      Files.copy(dir.resolve("model.zip"), dir.resolve("bad.zip"));
      assertThat(files.find("bad.zip").resolve("weights")).hasContent("7");
    }
  }

  @Test
  void afterTheEndNothingIsCopiedThatNobodyWouldDelete() {
    DriverFiles files = driverFiles("far:/words.txt", "");
    files.close();
    assertThatThrownBy(() -> files.find("words.txt"))
        .hasMessage("Cannot find file words.txt: the session is closed");
    assertThat(far.fetched).isEmpty();
    files.close();
  }

  @Test
  void filesOfThisMachineStayWhereTheyAre() {
    try (DriverFiles files = driverFiles(dir + "/words.txt#w", "")) {
      assertThat(files.find("w")).isEqualTo(dir.resolve("words.txt"));
    }
    assertThat(dir.resolve("words.txt")).exists();
  }

  @Test
  void archivesAreUnpackedAndFarFilesCopiedOnceWhenTheyAreAskedFor() {
    Path copy;
    Path unpacked;
    try (DriverFiles files =
        driverFiles("far:/words.txt", dir + "/model.zip#near,far:/model.zip#far")) {
      assertThat(far.fetched).isEmpty();
      copy = files.find("words.txt");
      assertThat(copy).hasContent("words");
      unpacked = files.find("near");
      assertThat(unpacked.resolve("weights")).hasContent("7");
      assertThat(files.find("far").resolve("weights")).hasContent("7");
      assertThat(files.find("far")).isEqualTo(files.find("far"));
      assertThat(files.find("words.txt")).isEqualTo(copy);
      assertThat(far.fetched).containsExactly("far:/words.txt", "far:/model.zip");
    }
    assertThat(copy).doesNotExist();
    assertThat(unpacked).doesNotExist();
    assertThat(dir.resolve("model.zip")).exists();
  }
}
