package dev.firesteel.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.split.OutputFormat;
import dev.firesteel.api.split.PartitionWriter;
import dev.firesteel.api.split.SaveOptions;
import dev.firesteel.api.split.TextForm;
import dev.firesteel.io.FileFixture.Way;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Output: what is visible when, and what is left behind, with and without Hadoop. */
final class TextOutputTest {
  @TempDir Path root;

  @ParameterizedTest
  @EnumSource
  void partitionsBecomeFilesAndSuccessComesLast(Way way) throws Exception {
    FileFixture files = new FileFixture(way, root);
    files.write(
        "new/dir/out", List.of(List.of("ä", 1), List.of(), Collections.singletonList(null)));
    assertThat(tree("new/dir/out"))
        .containsExactly("_SUCCESS", "part-00000", "part-00001", "part-00002");
    assertThat(root.resolve("new/dir/out/part-00000")).hasContent("ä\n1\n");
    assertThat(root.resolve("new/dir/out/part-00001")).isEmptyFile();
    assertThat(files.lines("new/dir/out", 0)).containsExactly("ä", "1", "null");
  }

  @ParameterizedTest
  @EnumSource
  void longAndManyElementsAreWhole(Way way) throws Exception {
    FileFixture files = new FileFixture(way, root);
    List<String> all =
        IntStream.range(0, 3000)
            .mapToObj(i -> i % 1000 == 0 ? "€".repeat(100_000 + i) : "line " + i)
            .toList();
    files.write("out", List.of(all));
    assertThat(files.lines("out", 5)).isEqualTo(all);
  }

  @ParameterizedTest
  @EnumSource
  void manyPartitionsAreCommittedTogether(Way way) throws Exception {
    FileFixture files = new FileFixture(way, root);
    List<List<Integer>> partitions = IntStream.range(0, 200).mapToObj(List::of).toList();
    files.write("out", partitions);
    assertThat(files.lines("out", 0))
        .isEqualTo(IntStream.range(0, 200).mapToObj(Integer::toString).toList());
    assertThat(tree("out")).hasSize(201);
  }

  @ParameterizedTest
  @EnumSource
  void anExistingPlaceIsRefusedAndKept(Way way) throws Exception {
    FileFixture files = new FileFixture(way, root).file("out/mine", "precious");
    OutputFormat<Object> output = files.output("out");
    assertThatThrownBy(() -> output.prepare(files.save(1)))
        .hasMessage(
            "Cannot write to %s: it exists already (remove it or choose another path; SaveOptions"
                + " say how to replace it or add to it)",
            files.name("out"));
    output.abort(files.save(1));
    assertThat(tree("out")).containsExactly("mine");
  }

  @ParameterizedTest
  @EnumSource
  void aFileAboveThePlaceIsNamed(Way way) throws Exception {
    FileFixture files = new FileFixture(way, root).file("file", "");
    assertThatThrownBy(() -> files.output("file/out").prepare(files.save(1)))
        .hasMessageStartingWith("Cannot write to " + files.name("file/out") + ": ")
        .hasMessageContaining("is a file where a directory is needed");
  }

  @ParameterizedTest
  @EnumSource
  void onlyTheWinningAttemptIsLeft(Way way) throws Exception {
    FileFixture files = new FileFixture(way, root);
    OutputFormat<Object> output = files.output("out");
    output.prepare(files.save(1));
    PartitionWriter<Object> failed = output.open(0, 3, files.save(1));
    failed.accept("half");
    failed.abort();
    byte[] winner = attempt(output, files, 4, "winner");
    attempt(output, files, 5, "duplicate");
    output.open(0, 6, files.save(1)).accept("never finished");
    output.commit(List.of(winner), files.save(1));
    assertThat(tree("out")).containsExactly("_SUCCESS", "part-00000");
    assertThat(files.lines("out", 0)).containsExactly("winner");
  }

  @ParameterizedTest
  @EnumSource
  void abortLeavesNothing(Way way) throws Exception {
    FileFixture files = new FileFixture(way, root);
    OutputFormat<Object> output = files.output("out");
    output.prepare(files.save(1));
    attempt(output, files, 1, "x");
    output.abort(files.save(1));
    output.abort(files.save(1));
    assertThat(root.resolve("out")).doesNotExist();
    assertThatThrownBy(() -> output.open(0, 2, files.save(1)))
        .as("a straggler")
        .hasMessageStartingWith("Cannot write " + files.name("out"));
    assertThat(root.resolve("out")).doesNotExist();
  }

  @ParameterizedTest
  @EnumSource
  void aCommitThatFailsHalfWayLeavesNothing(Way way) throws Exception {
    FileFixture files = new FileFixture(way, root);
    OutputFormat<Object> output = files.output("out");
    output.prepare(files.save(2));
    byte[] there = attempt(output, files, 1, "x");
    assertThatThrownBy(
            () -> output.commit(List.of(there, "part-00001.2".getBytes()), files.save(2)))
        .hasMessageContaining("the driver does not see this file of a finished task");
    output.abort(files.save(2));
    assertThat(root.resolve("out")).doesNotExist();
  }

  @ParameterizedTest
  @EnumSource
  void anInterruptedCommitLeavesNothing(Way way) throws Exception {
    FileFixture files = new FileFixture(way, root);
    OutputFormat<Object> output = files.output("out");
    output.prepare(files.save(100));
    List<byte[]> commits = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      commits.add(output.open(i, 1, files.save(100)).commit());
    }
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> output.commit(commits, files.save(100)))
        .hasMessage("Cannot commit output: interrupted");
    assertThat(Thread.interrupted()).isTrue();
    output.abort(files.save(100));
    assertThat(root.resolve("out")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UTF-8",
        "ISO-8859-1",
        "UTF-16",
        "UTF-16LE",
        "x-UTF-16LE-BOM",
        "UTF-32",
        "X-UTF-32BE-BOM",
        "X-UTF-32LE-BOM",
        "Shift_JIS"
      })
  void anyCharsetAndDelimiterIsReadBack(String charset) throws Exception {
    FileFixture files = new FileFixture(Way.LOCAL, root);
    for (TextForm form :
        List.of(
            TextForm.lines(Charset.forName(charset)),
            TextForm.delimited("|;", Charset.forName(charset)))) {
      String out = "out" + form.delimiter().length();
      files.saving(SaveOptions.DEFAULT.withTextForm(form));
      files.write(out, List.of(List.of("a", "", "x".repeat(262_143)), List.of(), List.of("b")));
      assertThat(files.records(out, 3, form)).containsExactly("a", "", "x".repeat(262_143), "b");
    }
  }

  @Test
  void aCharsetThatCanOnlyBeReadIsRefused() {
    FileFixture files = new FileFixture(Way.LOCAL, root);
    TextForm form = TextForm.lines(Charset.forName("ISO-2022-CN"));
    assertThatThrownBy(() -> files.saving(SaveOptions.DEFAULT.withTextForm(form)).output("out"))
        .hasMessage(
            "Cannot write text in ISO-2022-CN: this charset can only be read (use another one, such"
                + " as UTF-8)");
  }

  private static byte[] attempt(
      OutputFormat<Object> output, FileFixture files, long attempt, Object element)
      throws Exception {
    PartitionWriter<Object> writer = output.open(0, attempt, files.save(1));
    writer.accept(element);
    return writer.commit();
  }

  private List<String> tree(String relative) throws IOException {
    Path top = root.resolve(relative);
    try (Stream<Path> all = Files.walk(top)) {
      return all.filter(p -> !p.equals(top))
          .map(p -> top.relativize(p).toString())
          .sorted()
          .toList();
    }
  }
}
