package dev.firesteel.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigestsTest {
  private static final String HEX_OF_X =
      "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881";
  private static final String OTHER_HEX = "0".repeat(64);

  @TempDir Path dir;
  private Path memo;
  private Path file;
  private Clock clock = Clock.systemUTC();

  @BeforeEach
  void makeFile() throws IOException {
    memo = dir.resolve("cache/firesteel/digests");
    file = Files.writeString(dir.resolve("x"), "x");
  }

  @Test
  void aMissingFileIsAnError() {
    assertThatThrownBy(() -> digests().of(dir.resolve("none")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void aYoungFileIsNotRemembered() throws IOException {
    assertThat(digest()).isEqualTo(HEX_OF_X);
    assertThat(memo).doesNotExist();
  }

  @Test
  void anUnchangedFileIsNotReadAgain() throws IOException {
    clock = Clock.offset(clock, Duration.ofMinutes(1));
    assertThat(digest()).isEqualTo(HEX_OF_X);
    forge();
    assertThat(digest()).isEqualTo(OTHER_HEX);
  }

  @Test
  void aFileThatChangedIsReadAgainEvenWithItsOldTimeAndSize() throws IOException {
    clock = Clock.offset(clock, Duration.ofMinutes(1));
    FileTime time = Files.getLastModifiedTime(file);
    digest();
    forge();
    Files.writeString(file, "x");
    Files.setLastModifiedTime(file, time);
    assertThat(digest()).isEqualTo(HEX_OF_X);
  }

  @Test
  void aMemoThatOthersCanWriteIsNotTrusted() throws IOException {
    clock = Clock.offset(clock, Duration.ofMinutes(1));
    digest();
    forge();
    Files.setPosixFilePermissions(memo, PosixFilePermissions.fromString("rw-rw----"));
    assertThat(digest()).isEqualTo(HEX_OF_X);
    forge();
    Files.setPosixFilePermissions(memo.getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(digest()).isEqualTo(HEX_OF_X);
  }

  @Test
  void aMemoThatIsNoneIsNotRead() throws IOException {
    clock = Clock.offset(clock, Duration.ofMinutes(1));
    digest();
    Files.writeString(memo, "something\nelse\t\n");
    assertThat(digest()).isEqualTo(HEX_OF_X);
    Files.writeString(memo, "");
    assertThat(digest()).isEqualTo(HEX_OF_X);
  }

  @Test
  void withoutAPlaceForTheMemoAllIsReadEachTime() throws IOException {
    clock = Clock.offset(clock, Duration.ofMinutes(1));
    Files.writeString(dir.resolve("cache"), "a file");
    assertThat(digest()).isEqualTo(HEX_OF_X);
  }

  /** Puts another digest into the memo, to see whether it is used. */
  private void forge() throws IOException {
    Files.writeString(memo, Files.readString(memo).replace(HEX_OF_X, OTHER_HEX));
  }

  private String digest() throws IOException {
    Digests digests = digests();
    String hex = digests.of(file).hex();
    digests.save();
    return hex;
  }

  private Digests digests() {
    return Digests.remembered(memo, clock);
  }
}
