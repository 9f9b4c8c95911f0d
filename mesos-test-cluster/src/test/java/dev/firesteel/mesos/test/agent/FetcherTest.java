package dev.firesteel.mesos.test.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where fetched files come to lie in a sandbox. */
final class FetcherTest {
  @TempDir private Path directory;
  private Path sandbox;
  private CommandInfo.URI archive;

  @BeforeEach
  void makeAnArchive() throws IOException {
    sandbox = Files.createDirectory(directory.resolve("sandbox"));
    Path file = directory.resolve("a.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("inside/b"));
      zip.write("text".getBytes(UTF_8));
    }
    archive =
        CommandInfo.URI.newBuilder().setValue(file.toUri().toString()).setExtract(true).build();
  }

  private void fetch(CommandInfo.URI uri) {
    assertThat(new Fetcher(directory.resolve("cache")).fetch(List.of(uri), sandbox, "c")).isEmpty();
  }

  @Test
  void anArchiveIsExtractedAndStays() {
    fetch(archive);
    assertThat(sandbox.resolve("inside/b")).hasContent("text");
    assertThat(sandbox.resolve("a.zip")).exists();
  }

  @Test
  void anArchiveOfTheCacheIsExtractedWithoutACopy() {
    fetch(archive.toBuilder().setCache(true).build());
    assertThat(sandbox.resolve("inside/b")).hasContent("text");
    assertThat(sandbox.resolve("a.zip")).doesNotExist();
  }

  @Test
  void anArchiveOfTheCacheThatShallNotBeExtractedIsCopied() {
    fetch(archive.toBuilder().setCache(true).setExtract(false).build());
    assertThat(sandbox.resolve("inside/b")).doesNotExist();
    assertThat(sandbox.resolve("a.zip")).exists();
  }
}
