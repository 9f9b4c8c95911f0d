package dev.firesteel.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.InputFormat;
import dev.firesteel.api.split.InputSplit;
import dev.firesteel.api.split.OutputFormat;
import dev.firesteel.api.split.PartitionWriter;
import dev.firesteel.api.split.PlanContext;
import dev.firesteel.api.split.SaveOptions;
import dev.firesteel.api.split.StoredDirectory;
import dev.firesteel.api.split.WriteContext;
import dev.firesteel.io.FileFixture.Way;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files of blocks: what comes back, and how damage is told, with and without Hadoop. */
final class BlockFilesTest {
  private static final List<List<String>> CONTENT =
      List.of(List.of("a", "", "x".repeat(300_000)), List.of(), List.of("b"));

  @TempDir Path root;

  private FileFixture files(Way way) {
    return new FileFixture(way, root);
  }

  private void write(FileFixture files, List<List<String>> content) throws Exception {
    OutputFormat<byte[]> driver =
        FileFixture.formats().blockOutput(files.name("out"), SaveOptions.DEFAULT, files.config());
    WriteContext context = files.save(content.size());
    driver.prepare(context);
    OutputFormat<byte[]> executor = FileFixture.copy(driver);
    List<byte[]> commits = new ArrayList<>();
    for (int i = 0; i < content.size(); i++) {
      PartitionWriter<byte[]> failed = executor.open(i, 0, context);
      failed.accept("half".getBytes(UTF_8));
      failed.abort();
      PartitionWriter<byte[]> writer = executor.open(i, 1, context);
      for (String block : content.get(i)) {
        writer.accept(block.getBytes(UTF_8));
      }
      commits.add(writer.commit());
    }
    driver.commit(commits, context);
  }

  private static <S extends InputSplit> List<List<String>> read(
      FileFixture files, InputFormat<byte[], S> driver) throws Exception {
    InputFormat<byte[], S> executor = FileFixture.copy(driver);
    List<List<String>> all = new ArrayList<>();
    for (S split : driver.plan(new PlanContext(files.config(), 2))) {
      List<String> blocks = new ArrayList<>();
      S travelled = FileFixture.travelled(driver, executor, split);
      try (Cursor<byte[]> cursor = executor.open(travelled, files.reading())) {
        cursor.forEachRemaining(block -> blocks.add(new String(block, UTF_8)));
        assertThat(cursor.advance(block -> {})).isFalse();
      }
      all.add(blocks);
    }
    return all;
  }

  private static List<List<String>> read(FileFixture files, String relative) throws Exception {
    return read(files, FileFixture.formats().blocks(files.name(relative), files.config()));
  }

  private static List<List<String>> whole(FileFixture files, int partitions) throws Exception {
    return read(
        files,
        FileFixture.formats()
            .wholeOutput(files.name("out"), partitions, "my checkpoint", files.config()));
  }

  @ParameterizedTest
  @EnumSource
  void eachFileIsASplitAlsoWithoutBlocks(Way way) throws Exception {
    FileFixture files = files(way);
    write(files, CONTENT);
    assertThat(read(files, "out")).isEqualTo(CONTENT);
    assertThat(whole(files, 3)).isEqualTo(CONTENT);
    assertThat(read(files, "out/part-00002")).containsExactly(List.of("b"));
    assertThat(read(files, "out/part-*[02]")).hasSize(2);
    assertThat(root.resolve("out").resolve("_SUCCESS")).exists();
    assertThat(root.resolve("out").resolve("_temporary")).doesNotExist();
  }

  @ParameterizedTest
  @EnumSource
  void aMissingFileIsNamed(Way way) throws Exception {
    FileFixture files = files(way);
    write(files, CONTENT);
    Files.delete(root.resolve("out/part-00001"));
    assertThatThrownBy(() -> whole(files, 3))
        .hasMessage(
            "Cannot read my checkpoint from %s/part-00001: it does not exist (who removed it?)",
            files.name("out"));
    assertThatThrownBy(() -> read(files, "out"))
        .hasMessageContaining("/part-00000: it is damaged or incomplete")
        .hasMessageContaining("an output of 3 partitions, but 2 are here");
    Files.delete(root.resolve("out/part-00002"));
    Files.delete(root.resolve("out/part-00000"));
    Files.delete(root.resolve("out/_SUCCESS"));
    Files.delete(root.resolve("out"));
    assertThatThrownBy(() -> whole(files, 3))
        .hasMessageStartingWith("Cannot read my checkpoint from " + files.name("out"))
        .hasMessageContaining("does not exist");
  }

  @ParameterizedTest
  @EnumSource
  void anotherPartitionsFileIsRefused(Way way) throws Exception {
    FileFixture files = files(way);
    write(files, CONTENT);
    Files.copy(root.resolve("out/part-00001"), root.resolve("other"));
    Files.delete(root.resolve("out/part-00002"));
    Files.move(root.resolve("other"), root.resolve("out/part-00002"));
    assertThatThrownBy(() -> whole(files, 3)).hasMessageContaining("it holds partition 1, not 2");
  }

  @Test
  void anyDamagedOrMissingByteIsNoticed() throws Exception {
    FileFixture files = files(Way.LOCAL);
    write(files, List.of(List.of("abc", "def")));
    Path file = root.resolve("out/part-00000");
    byte[] intact = Files.readAllBytes(file);
    for (int i = 0; i < intact.length; i++) {
      byte[] damaged = intact.clone();
      damaged[i] ^= 0x40;
      assertDamaged(files, file, damaged, "byte " + i + " changed");
      byte[] cut = java.util.Arrays.copyOf(intact, i);
      assertDamaged(files, file, cut, "cut after byte " + i);
    }
    assertDamaged(files, file, java.util.Arrays.copyOf(intact, intact.length + 1), "longer");
  }

  private void assertDamaged(FileFixture files, Path file, byte[] content, String how)
      throws Exception {
    Files.write(file, content);
    assertThatThrownBy(() -> whole(files, 1))
        .as(how)
        .isInstanceOf(FiresteelException.class)
        .hasMessageStartingWith(
            "Cannot read my checkpoint from " + files.name("out/part-00000") + ": it is damaged")
        .satisfies(
            e -> assertThat(((FiresteelException) e).category()).isEqualTo(ErrorCategory.USER));
  }

  @ParameterizedTest
  @EnumSource
  void aDirectoryOfOnesOwnIsRemovedWithAllItHolds(Way way) throws Exception {
    FileFixture files = files(way);
    write(files, CONTENT);
    StoredDirectory own = FileFixture.formats().directory(files.name("out"), files.config());
    assertThat(own.uri()).isEqualTo(files.name("out"));
    assertThat(own.child("x")).isEqualTo(files.name("out/x"));
    assertThat(own.local()).isEqualTo(way == Way.LOCAL);
    own.delete();
    own.delete();
    assertThat(root.resolve("out")).doesNotExist();
  }
}
