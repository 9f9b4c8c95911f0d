package dev.firesteel.backend.yarn.staging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.shipping.Extent;
import dev.firesteel.shipping.RuntimeArchive;
import dev.firesteel.shipping.RuntimeLayout;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedRuntimeTest {
  @TempDir Path dir;

  @Test
  void whatANodeManagerUnpacksHasTheNamesContentsAndTimes() throws IOException {
    RuntimeLayout layout =
        layout()
            .with(new RuntimeLayout.Entry("shared-classes.jsa", file("any.jsa", "x".repeat(9999))));
    File to = dir.resolve("unpacked").toFile();
    FileUtil.unZip(new ByteArrayInputStream(archive(layout)), to);
    Path root = to.toPath();
    assertThat(root.resolve("lib/a.jar")).hasContent("A");
    assertThat(root.resolve("lib/1-a.jar")).hasContent("B");
    assertThat(root.resolve("classes-2/p/C.class")).hasContent("C");
    assertThat(root.resolve("shared-classes.jsa")).hasContent("x".repeat(9999));
    try (Stream<Path> files = Files.walk(root).filter(Files::isRegularFile)) {
      assertThat(files)
          .hasSize(4)
          .allSatisfy(
              file ->
                  assertThat(Files.getLastModifiedTime(file))
                      .isEqualTo(FileTime.from(RuntimeArchive.TIME)));
    }
  }

  private RuntimeLayout layout() throws IOException {
    file("dir/p/C.class", "C");
    return RuntimeLayout.of(
        List.of(
            file("a.jar", "A"), file("other/a.jar", "B"), dir.resolve("dir"), dir.resolve("none")),
        Extent.YARN);
  }

  private static byte[] archive(RuntimeLayout layout) throws IOException {
    ByteArrayOutputStream to = new ByteArrayOutputStream();
    RuntimeArchive.write(layout, "", to);
    return to.toByteArray();
  }

  private Path file(String name, String content) throws IOException {
    Path file = dir.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }
}
