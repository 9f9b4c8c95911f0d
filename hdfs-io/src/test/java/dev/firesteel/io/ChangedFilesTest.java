package dev.firesteel.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.InputFormat;
import dev.firesteel.api.split.InputSplit;
import dev.firesteel.api.split.PlanContext;
import dev.firesteel.api.split.TextForm;
import dev.firesteel.io.FileFixture.Way;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that change between planning and reading: as planned, or not at all. */
final class ChangedFilesTest {
  @TempDir Path root;

  @FunctionalInterface
  private interface Change {
    void make(FileFixture files) throws Exception;
  }

  /** Plans, changes, reads; the lines of each split. */
  private static <S extends InputSplit> List<List<String>> read(
      InputFormat<String, S> format, FileFixture files, Change change) throws Exception {
    List<S> splits = format.plan(new PlanContext(files.config(), 1));
    change.make(files);
    List<List<String>> all = new ArrayList<>();
    for (S split : splits) {
      List<String> lines = new ArrayList<>();
      try (Cursor<String> cursor = format.open(split, files.reading())) {
        cursor.forEachRemaining(lines::add);
      }
      try (Cursor<String> cursor = format.open(split, files.reading())) {
        assertThat(cursor.count()).isEqualTo(lines.size());
      }
      all.add(lines);
    }
    return all;
  }

  private static List<List<String>> read(
      FileFixture files, String name, int splits, TextForm form, Change change) throws Exception {
    return read(
        FileFixture.formats().text(files.name(name), splits, form, files.config()), files, change);
  }

  private static void append(Path file, String text) throws Exception {
    Files.write(file, text.getBytes(UTF_8), StandardOpenOption.APPEND);
  }

  private static void fails(
      FileFixture files,
      String name,
      int splits,
      Change change,
      ErrorCategory category,
      String why) {
    assertThatThrownBy(() -> read(files, name, splits, TextForm.LINES, change))
        .isInstanceOfSatisfying(
            FiresteelException.class, e -> assertThat(e.category()).isEqualTo(category))
        .hasMessage("Cannot read " + files.name(name) + ": " + why);
  }

  @ParameterizedTest
  @EnumSource
  void aFileThatBecameShorterIsRefused(Way way) throws Exception {
    FileFixture files = new FileFixture(way, root).file("in", "text\n".repeat(100));
    fails(
        files,
        "in",
        1,
        now -> now.file("in", "text\n"),
        ErrorCategory.USER,
        "it has at most 5 bytes but had 500 when the job was planned (do not change input that a"
            + " job reads)");
  }

  @ParameterizedTest
  @EnumSource
  void aFileThatEndsBeforeASplitIsRefused(Way way) throws Exception {
    FileFixture files = new FileFixture(way, root).file("in", "text\n".repeat(100));
    InputFormat<String, ? extends InputSplit> format =
        FileFixture.formats().text(files.name("in"), 2, files.config());
    assertThatThrownBy(() -> lastSplit(format, files, now -> now.file("in", "text\n")))
        .isInstanceOfSatisfying(
            FiresteelException.class, e -> assertThat(e.category()).isEqualTo(ErrorCategory.USER))
        .hasMessageContaining("it has at most 250 bytes but had 500 when the job was planned");
  }

  private static <S extends InputSplit> void lastSplit(
      InputFormat<String, S> format, FileFixture files, Change change) throws Exception {
    List<S> splits = format.plan(new PlanContext(files.config(), 1));
    change.make(files);
    format.open(splits.get(splits.size() - 1), files.reading()).count();
  }

  @ParameterizedTest
  @EnumSource
  void aFileThatVanishedIsRefused(Way way) throws Exception {
    FileFixture files = new FileFixture(way, root).file("in", "text\n");
    fails(
        files,
        "in",
        1,
        now -> Files.delete(now.path("in")),
        ErrorCategory.INPUT_OUTPUT,
        "it does not exist (check the path)");
  }

  @ParameterizedTest
  @EnumSource
  void aFileThatGrewIsReadAsItWas(Way way) throws Exception {
    FileFixture files = new FileFixture(way, root);
    for (String text : List.of("one\ntwo\nthr", "one\ntwo\n", "one\ntwo\r", "one")) {
      List<String> before = text.lines().toList();
      for (int splits = 1; splits <= text.length(); splits++) {
        files.file("in", text);
        assertThat(
                read(
                    files,
                    "in",
                    splits,
                    TextForm.LINES,
                    now -> append(now.path("in"), "ee\nfour\n")))
            .as("%s in %d splits", text, splits)
            .satisfies(lines -> assertThat(lines.stream().flatMap(List::stream)).isEqualTo(before));
      }
    }
    files.file("in", "one||two|");
    assertThat(
            read(
                files,
                "in",
                3,
                TextForm.delimited("||"),
                now -> append(now.path("in"), "|three||")))
        .satisfies(
            records ->
                assertThat(records.stream().flatMap(List::stream)).containsExactly("one", "two|"));
  }

  @ParameterizedTest
  @EnumSource
  void aCompressedFileThatGrewIsReadAsItWas(Way way) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write("one\ntwo\n".getBytes(UTF_8));
    }
    FileFixture files = new FileFixture(way, root).file("in.gz", bytes.toByteArray());
    assertThat(
            read(
                files,
                "in.gz",
                1,
                TextForm.LINES,
                now ->
                    Files.write(now.path("in.gz"), bytes.toByteArray(), StandardOpenOption.APPEND)))
        .containsExactly(List.of("one", "two"));
  }
}
