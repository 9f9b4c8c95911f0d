package dev.firesteel.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.dataset.shared.SharedFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnpackedArchivesTest {
  @TempDir Path dir;

  @Test
  void anArchiveThatIsMissingIsNamed() {
    assertThatThrownBy(() -> unpack(dir + "/none.zip"))
        .hasMessageContaining("Cannot unpack " + dir + "/none.zip")
        .hasMessageContaining("it cannot be read");
  }

  @Test
  void anArchiveThatIsNoneIsRefused() throws IOException {
    Path file = Files.writeString(dir.resolve("x.zip"), "no zip");
    assertThatThrownBy(() -> unpack(file.toString())).hasMessageContaining("Cannot unpack " + file);
    Path other = Files.writeString(dir.resolve("x.rar"), "");
    assertThatThrownBy(() -> unpack(other.toString()))
        .hasMessageContaining("its name must end with one of");
  }

  @Test
  void anArchiveOfAnotherFileSystemIsRefused() {
    assertThatThrownBy(() -> unpack("hdfs:///x.zip"))
        .hasMessageContaining("only files of this machine");
  }

  @Test
  void twoOfOneNameAreRefused() throws IOException {
    String zip = zip("a.zip", "x.txt").toString();
    assertThatThrownBy(() -> unpack(zip + "," + zip))
        .hasMessageContaining("two archives are named a.zip");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x.txt", "a/../../x.txt", "/../x.txt"})
  void entriesOutsideAreRefused(String name) throws IOException {
    String zip = zip("bad.zip", name).toString();
    assertThatThrownBy(() -> unpack(zip)).hasMessageContaining("outside of its directory");
  }

  @Test
  void namesThatNoFileCanHaveAreRefused() throws IOException {
    String zip = zip("bad.zip", "a\0b").toString();
    assertThatThrownBy(() -> unpack(zip))
        .isInstanceOf(FiresteelException.class)
        .hasMessageContaining("Cannot unpack " + zip)
        .hasMessageContaining("no file here can have the name of its entry 'a?b'");
    Path tar = dir.resolve("bad.tar");
    try (TarArchiveOutputStream to = new TarArchiveOutputStream(Files.newOutputStream(tar))) {
      to.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      to.putArchiveEntry(new TarArchiveEntry("a\0b" + "c".repeat(120)));
      to.closeArchiveEntry();
    }
    assertThatThrownBy(() -> unpack(tar.toString()))
        .isInstanceOf(FiresteelException.class)
        .hasMessageContaining("entry 'a?bccc");
  }

  @Test
  void nothingIsWrittenThroughALink() throws IOException {
    Path tar = dir.resolve("bad.tar");
    try (TarArchiveOutputStream to = new TarArchiveOutputStream(Files.newOutputStream(tar))) {
      link(to, "out", dir.toString());
      file(to, "out/x.txt", 0644);
    }
    assertThatThrownBy(() -> unpack(tar.toString()))
        .hasMessageContaining("outside of its directory");
    assertThat(dir.resolve("x.txt")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"out/made/", "out/made/deep/"})
  void noDirectoryIsMadeThroughALink(String name) throws IOException {
    Path tar = dir.resolve("bad.tar");
    try (TarArchiveOutputStream to = new TarArchiveOutputStream(Files.newOutputStream(tar))) {
      link(to, "out", dir.toString());
      to.putArchiveEntry(new TarArchiveEntry(name));
      to.closeArchiveEntry();
    }
    assertThatThrownBy(() -> unpack(tar.toString()))
        .hasMessageContaining("outside of its directory");
    assertThat(dir.resolve("made")).doesNotExist();
  }

  @Test
  void noFileIsReachedThroughALink() throws IOException {
    Files.writeString(dir.resolve("secret"), "s");
    Path tar = dir.resolve("bad.tar");
    try (TarArchiveOutputStream to = new TarArchiveOutputStream(Files.newOutputStream(tar))) {
      link(to, "out", dir.toString());
      TarArchiveEntry hard = new TarArchiveEntry("mine", TarConstants.LF_LINK);
      hard.setLinkName("out/secret");
      to.putArchiveEntry(hard);
      to.closeArchiveEntry();
    }
    assertThatThrownBy(() -> unpack(tar.toString()))
        .hasMessageContaining("outside of its directory");
  }

  @Test
  void nothingIsUnpackedWithoutArchives() {
    try (UnpackedArchives none = UnpackedArchives.of(Config.of(Map.of()))) {
      assertThat(none.directory()).isEmpty();
    }
  }

  @Test
  void archivesAreFoundByNameAndGoAtTheEnd() throws IOException {
    Path tar = dir.resolve("env.tgz");
    try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(tar));
        TarArchiveOutputStream to = new TarArchiveOutputStream(gzip)) {
      file(to, "bin/run", 0755);
      file(to, "data", 0644);
      link(to, "current", "bin/run");
    }
    Path found;
    try (UnpackedArchives archives = unpack(zip("a.zip", "d/x.txt") + "," + tar + "#env")) {
      Path zip = SharedFiles.find(archives.config(), "a.zip");
      assertThat(zip.resolve("d/x.txt")).hasContent("d/x.txt");
      found = SharedFiles.find(archives.config(), "env");
      assertThat(found.resolve("bin/run")).hasContent("bin/run").isExecutable();
      assertThat(Files.isExecutable(found.resolve("data"))).isFalse();
      assertThat(found.resolve("current")).hasContent("bin/run");
    }
    assertThat(found).doesNotExist();
    assertThat(tar).exists();
  }

  private static UnpackedArchives unpack(String archives) {
    return UnpackedArchives.of(Config.of(Map.of("firesteel.archives", archives)));
  }

  private Path zip(String name, String entry) throws IOException {
    Path file = dir.resolve(name);
    try (ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(file))) {
      to.putNextEntry(new ZipEntry(entry));
      to.write(entry.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private static void file(TarArchiveOutputStream to, String name, int mode) throws IOException {
    byte[] content = name.getBytes(StandardCharsets.UTF_8);
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setMode(mode);
    entry.setSize(content.length);
    to.putArchiveEntry(entry);
    to.write(content);
    to.closeArchiveEntry();
  }

  private static void link(TarArchiveOutputStream to, String name, String target)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
    entry.setLinkName(target);
    to.putArchiveEntry(entry);
    to.closeArchiveEntry();
  }
}
