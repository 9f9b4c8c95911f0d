package dev.firesteel.backend.yarn.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.io.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.security.AccessControlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnFilesTest {
  @TempDir private java.nio.file.Path directory;
  private final MutableClock clock = new MutableClock();

  private OwnFiles make(String application) throws IOException {
    FileSystem files = FileSystem.newInstance(new Path("file:///").toUri(), new Configuration());
    return OwnFiles.below(new Path(directory.toUri()), files, application, clock);
  }

  @Test
  void whoHasNoHomeIsToldWhatToDo() throws IOException {
    try (LocalFileSystem closed = new ClosedFiles()) {
      closed.initialize(new Path("file:///").toUri(), new Configuration());
      assertThatThrownBy(
              () ->
                  OwnFiles.below(
                      new Path(new Path(directory.toUri()), "user/zoe"), closed, "a", clock))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("user/zoe")
          .hasMessageContaining("permission denied")
          .hasMessageContaining("home directory")
          .extracting(e -> ((StorageException) e).category())
          .isEqualTo(ErrorCategory.SECURITY);
    }
  }

  /** Nobody may write here. */
  private static final class ClosedFiles extends LocalFileSystem {
    @Override
    public boolean mkdirs(Path path, FsPermission permission) throws IOException {
      throw new AccessControlException("user=zoe, access=WRITE");
    }
  }

  @Test
  void aFileThatIsNotThereIsNone() throws IOException {
    try (OwnFiles own = make("a")) {
      assertThat(own.read("token")).isEmpty();
    }
  }

  @Test
  void goesWithAllThatIsInIt() throws IOException {
    OwnFiles own = make("a");
    Files.writeString(directory.resolve("a/token"), "x");
    assertThat(own.read("token")).hasValue(new byte[] {'x'});
    own.close();
    own.close();
    assertThat(directory.resolve("a")).doesNotExist();
  }

  @Test
  void thoseOfKilledDriversGoAfterAWeek() throws IOException {
    OwnFiles killed = make("killed");
    clock.forward(Duration.ofHours(7 * 24 + 1));
    Files.createDirectory(directory.resolve("running"));
    Files.setLastModifiedTime(
        directory.resolve("running"),
        java.nio.file.attribute.FileTime.from(clock.instant().minus(Duration.ofHours(7 * 24 - 1))));
    try (OwnFiles next = make("next")) {
      assertThat(next.directory().getName()).isEqualTo("next");
      assertThat(directory.resolve("killed")).doesNotExist();
      assertThat(directory.resolve("running")).exists();
    }
    killed.close();
  }
}
