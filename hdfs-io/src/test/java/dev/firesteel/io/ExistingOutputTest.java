package dev.firesteel.io;

import static dev.firesteel.api.split.IfExists.APPEND;
import static dev.firesteel.api.split.IfExists.FAIL;
import static dev.firesteel.api.split.IfExists.OVERWRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.split.IfExists;
import dev.firesteel.api.split.OutputFormat;
import dev.firesteel.api.split.PartitionWriter;
import dev.firesteel.api.split.SaveOptions;
import dev.firesteel.api.split.WriteContext;
import dev.firesteel.io.FileFixture.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Saving where something is: refused, replaced or added to; with and without Hadoop. */
final class ExistingOutputTest {
  private static final String SUCCESS = "_SUCCESS";

  @TempDir Path root;

  private FileFixture files(Way way) {
    return new FileFixture(way, root);
  }

  private FileFixture saving(Way way, IfExists ifExists, String job) {
    return files(way).saving(SaveOptions.DEFAULT.withIfExists(ifExists)).as(job);
  }

  /** A save whose tasks have all written, and which is not committed. */
  private record Open(OutputFormat<Object> output, WriteContext context, List<byte[]> winners) {
    static Open begin(FileFixture files, Object... elements) throws Exception {
      OutputFormat<Object> output = files.output("out");
      WriteContext context = files.save(elements.length);
      output.prepare(context);
      List<byte[]> winners = new ArrayList<>();
      for (int i = 0; i < elements.length; i++) {
        PartitionWriter<Object> writer = FileFixture.copy(output).open(i, i, context);
        writer.accept(elements[i]);
        winners.add(writer.commit());
      }
      return new Open(output, context, winners);
    }

    void commit() throws Exception {
      output.commit(winners, context);
    }

    void abort() throws Exception {
      output.abort(context);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsReplacedStaysReadableUntilTheNewIsComplete(Way way) throws Exception {
    files(way).write("out", List.of(List.of("old 0"), List.of("old 1")));
    Open save = Open.begin(saving(way, OVERWRITE, "job-8"), "new");
    assertThat(files(way).lines("out", 0)).containsExactly("old 0", "old 1");
    assertThat(root.resolve("out/_SUCCESS")).exists();
    save.commit();
    assertThat(files(way).lines("out", 0)).containsExactly("new");
    assertThat(tree("out")).containsExactly(SUCCESS, "part-00000");
  }

  @ParameterizedTest
  @EnumSource
  void anythingInTheDirectoryIsReplaced(Way way) throws Exception {
    files(way).file("out/deep/er/file", "x").file("out/.hidden", "y").file("out/other", "z");
    Files.createDirectory(root.resolve("out/empty"));
    saving(way, OVERWRITE, "job-8").write("out", List.of(List.of("new")));
    assertThat(tree("out")).containsExactly(SUCCESS, "part-00000");
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNotThereIsReplacedToo(Way way) throws Exception {
    saving(way, OVERWRITE, "job-8").write("out", List.of(List.of("new")));
    saving(way, APPEND, "job-9").write("other/out", List.of(List.of("new")));
    assertThat(tree("out")).containsExactly(SUCCESS, "part-00000");
    assertThat(tree("other/out")).containsExactly(SUCCESS, "part-job-9-00000");
  }

  @ParameterizedTest
  @EnumSource
  void aSaveThatFailsLeavesWhatItWouldHaveReplaced(Way way) throws Exception {
    files(way).write("out", List.of(List.of("old")));
    List<String> before = tree("out");
    Open save = Open.begin(saving(way, OVERWRITE, "job-8"), "new");
    save.abort();
    assertThat(tree("out")).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void aCommitThatFailsPutsBackWhatItReplaced(Way way) throws Exception {
    files(way).write("out", List.of(List.of("old 0"), List.of("old 1")));
    files(way).file("out/dir/file", "x");
    List<String> before = tree("out");
    for (IfExists each : List.of(OVERWRITE, APPEND)) {
      Open save = Open.begin(saving(way, each, "job-8"), "new 0", "new 1");
      save.winners.set(1, "part-00001.99".getBytes());
      assertThatThrownBy(save::commit)
          .hasMessageContaining("the driver does not see this file of a finished task");
      save.abort();
      assertThat(tree("out")).isEqualTo(before);
      assertThat(files(way).lines("out/part*", 0)).containsExactly("old 0", "old 1");
    }
  }

  /** Not by way of Hadoop, whose local files may swallow the interruption. */
  @Test
  void aCommitThatIsInterruptedPutsBackWhatItReplaced() throws Exception {
    List<List<Integer>> old = IntStream.range(0, 100).mapToObj(List::of).toList();
    files(Way.LOCAL).write("out", old);
    List<String> before = tree("out");
    Open save =
        Open.begin(saving(Way.LOCAL, OVERWRITE, "job-8"), IntStream.range(0, 70).boxed().toArray());
    Thread.currentThread().interrupt();
    assertThatThrownBy(save::commit).hasMessageContaining("nterrupt");
    assertThat(Thread.interrupted()).isTrue();
    save.abort();
    assertThat(tree("out")).isEqualTo(before);
    assertThat(files(Way.LOCAL).lines("out", 0)).hasSize(100);
  }

  @ParameterizedTest
  @EnumSource
  void addedFilesComeAfterThoseThatWereThere(Way way) throws Exception {
    files(way).write("out", List.of(List.of("a"), List.of("b")));
    saving(way, APPEND, "job-8").write("out", List.of(List.of("c"), List.of("d")));
    saving(way, APPEND, "job-9").write("out", List.of(List.of("e")));
    assertThat(tree("out"))
        .containsExactly(
            SUCCESS,
            "part-00000",
            "part-00001",
            "part-job-8-00000",
            "part-job-8-00001",
            "part-job-9-00000");
    assertThat(files(way).lines("out", 0)).containsExactly("a", "b", "c", "d", "e");
  }

  @ParameterizedTest
  @EnumSource
  void severalSavesAddAtATime(Way way) throws Exception {
    files(way).write("out", List.of(List.of("a")));
    Open first = Open.begin(saving(way, APPEND, "job-1"), "b");
    Open second = Open.begin(saving(way, APPEND, "job-2"), "c");
    Open given = Open.begin(saving(way, APPEND, "job-3"), "never");
    first.commit();
    given.abort();
    assertThat(files(way).lines("out", 0)).containsExactly("a", "b");
    second.commit();
    assertThat(files(way).lines("out", 0)).containsExactly("a", "b", "c");
    assertThat(tree("out"))
        .containsExactly(SUCCESS, "part-00000", "part-job-1-00000", "part-job-2-00000");
  }

  @ParameterizedTest
  @EnumSource
  void ofSavesThatMakeTheDirectoryAtTheSameTimeOneSucceeds(Way way) throws Exception {
    for (int round = 0; round < 20; round++) {
      List<String> outcomes = together(way, FAIL, 6);
      assertThat(outcomes).filteredOn("saved"::equals).hasSize(1);
      assertThat(outcomes)
          .filteredOn(outcome -> !outcome.equals("saved"))
          .allMatch(outcome -> outcome.startsWith("Cannot write to " + files(way).name("out")));
      assertThat(tree("out")).containsExactly(SUCCESS, "part-00000", "part-00001");
      assertThat(files(way).lines("out", 0).stream().distinct()).hasSize(1);
      deleteTree("out");
    }
  }

  @ParameterizedTest
  @EnumSource
  void ofSavesThatReplaceAtTheSameTimeNothingIsMixed(Way way) throws Exception {
    for (int round = 0; round < 20; round++) {
      List<String> outcomes = together(way, OVERWRITE, 6);
      assertThat(outcomes).contains("saved");
      assertThat(tree("out")).containsExactly(SUCCESS, "part-00000", "part-00001");
      assertThat(files(way).lines("out", 0).stream().distinct()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void savesThatAddAtTheSameTimeAllSucceed(Way way) throws Exception {
    assertThat(together(way, APPEND, 8)).containsOnly("saved");
    assertThat(files(way).lines("out", 0)).hasSize(16);
    assertThat(tree("out")).hasSize(17).contains(SUCCESS);
  }

  /** Saves of two partitions, each of which holds the save's own number; what became of them. */
  private List<String> together(Way way, IfExists ifExists, int count) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(count);
    try {
      CyclicBarrier start = new CyclicBarrier(count);
      List<Future<String>> all = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        String job = "job-" + i;
        all.add(
            threads.submit(
                () -> {
                  start.await();
                  try {
                    saving(way, ifExists, job).write("out", List.of(List.of(job), List.of(job)));
                    return "saved";
                  } catch (dev.firesteel.api.error.FiresteelException e) {
                    return e.getMessage();
                  }
                }));
      }
      List<String> outcomes = new ArrayList<>();
      for (Future<String> each : all) {
        outcomes.add(each.get());
      }
      return outcomes;
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSaveWhoseFilesAnotherOneReplacedSaysSo(Way way) throws Exception {
    for (IfExists each : IfExists.values()) {
      Open slow = Open.begin(saving(way, each, "job-1"), "slow", "slow");
      saving(way, OVERWRITE, "job-2").write("out", List.of(List.of("fast")));
      assertThatThrownBy(slow::commit)
          .hasMessage(
              "Cannot commit %s: another save replaced all that it held meanwhile, with what this"
                  + " one had written (let them run one after the other)",
              files(way).name("out"));
      slow.abort();
      assertThat(tree("out")).containsExactly(SUCCESS, "part-00000");
      assertThat(files(way).lines("out", 0)).containsExactly("fast");
      deleteTree("out");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFileIsNeitherReplacedNorAddedTo(Way way) throws Exception {
    files(way).file("out", "x");
    for (IfExists each : List.of(OVERWRITE, APPEND)) {
      assertThatThrownBy(() -> Open.begin(saving(way, each, "job-8"), "new"))
          .hasMessage(
              "Cannot write to %s: it is a file, and output is a directory (remove it or choose"
                  + " another path)",
              files(way).name("out"));
    }
    assertThat(root.resolve("out")).hasContent("x");
  }

  @ParameterizedTest
  @EnumSource
  void aRootHomeOrWorkingDirectoryIsNotReplaced(Way way) {
    Path home = Path.of(System.getProperty("user.home"));
    for (Path each : List.of(Path.of("/"), home, home.getRoot())) {
      FileFixture files = saving(way, OVERWRITE, "job-8");
      assertThatThrownBy(
              () -> files.outputAt(each.toString()).prepare(files.save(1)), each.toString())
          .hasMessageContaining("is or contains a root, home or working directory");
    }
  }

  @Test
  void theWorkingDirectoryIsNotReplacedByAnyOfItsNames() throws Exception {
    Path link = Files.createSymbolicLink(root.resolve("link"), Path.of("").toAbsolutePath());
    FileFixture files = saving(Way.LOCAL, OVERWRITE, "job-8");
    for (String each : List.of(".", "..", link.toString())) {
      assertThatThrownBy(() -> files.outputAt(each).prepare(files.save(1)), each)
          .hasMessageContaining("is or contains a root, home or working directory");
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatAKilledDriverLeftIsNamedAndCanBeReplacedOrAddedTo(Way way) throws Exception {
    Open.begin(files(way).as("job-killed"), "half"); // and never ended
    assertThatThrownBy(() -> Open.begin(files(way).as("job-2"), "new"))
        .hasMessage(
            "Cannot write to %s: it holds unfinished output of save job-killed, which still runs or"
                + " was killed (if it was killed, remove the directory or replace it with the"
                + " SaveOptions OVERWRITE)",
            files(way).name("out"));
    saving(way, APPEND, "job-3").write("out", List.of(List.of("added")));
    assertThat(files(way).lines("out", 0)).containsExactly("added");
    assertThat(root.resolve("out/_temporary/job-killed")).exists();
    saving(way, OVERWRITE, "job-4").write("out", List.of(List.of("new")));
    assertThat(tree("out")).containsExactly(SUCCESS, "part-00000");
  }

  @ParameterizedTest
  @EnumSource
  void whatADriverLeftThatWasKilledWhileItReplacedIsKept(Way way) throws Exception {
    files(way).file("out/_temporary/_replacing", "").file("out/_temporary/job-5/_replaced/a", "x");
    for (IfExists each : List.of(OVERWRITE, APPEND)) {
      assertThatThrownBy(() -> Open.begin(saving(way, each, "job-8"), "new"))
          .hasMessageContaining("or was killed while it did: save job-5 (")
          .hasMessageContaining("what was there before is in " + files(way).name("out/_temporary"));
    }
    assertThat(root.resolve("out/_temporary/job-5/_replaced/a")).exists();
  }

  @ParameterizedTest
  @EnumSource
  void directoriesAboveThatAFailedSaveMadeGoWithIt(Way way) throws Exception {
    Files.createDirectory(root.resolve("kept"));
    FileFixture files = files(way);
    OutputFormat<Object> output = files.outputAt(root.resolve("kept/a/b/out").toString());
    output.prepare(files.save(1));
    output.abort(files.save(1));
    assertThat(root.resolve("kept")).isEmptyDirectory();
  }

  @ParameterizedTest
  @EnumSource
  void aSaveThatFailsKeepsAnEmptyDirectoryThatWasThere(Way way) throws Exception {
    Files.createDirectory(root.resolve("out"));
    for (IfExists each : List.of(OVERWRITE, APPEND)) {
      Open.begin(saving(way, each, "job-8"), "new").abort();
      assertThat(root.resolve("out")).isEmptyDirectory();
    }
  }

  @Test
  void compressionIsChosenByName() throws Exception {
    FileFixture files =
        files(Way.LOCAL)
            .set("firesteel.io.output-compression", "bzip2")
            .saving(SaveOptions.DEFAULT.withCompression("GZip"));
    files.write("zipped", List.of(List.of("a")));
    assertThat(tree("zipped")).containsExactly(SUCCESS, "part-00000.gz");
    files.saving(SaveOptions.DEFAULT.withCompression("none")).write("plain", List.of(List.of("a")));
    assertThat(tree("plain")).containsExactly(SUCCESS, "part-00000");
    SaveOptions unknown = SaveOptions.DEFAULT.withCompression("zip");
    assertThatThrownBy(() -> files.saving(unknown).output("x"))
        .hasMessageStartingWith("Cannot compress with 'zip': there is no such codec (use none, ");
    assertThatThrownBy(
            () ->
                FileFixture.formats()
                    .blockOutput(
                        files.name("x"),
                        SaveOptions.DEFAULT.withCompression("gzip"),
                        files.config()))
        .hasMessageStartingWith("Cannot compress object files with gzip");
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

  private void deleteTree(String relative) throws IOException {
    try (Stream<Path> all = Files.walk(root.resolve(relative))) {
      for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
