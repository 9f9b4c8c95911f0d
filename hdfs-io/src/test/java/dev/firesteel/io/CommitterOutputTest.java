package dev.firesteel.io;

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
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.JobStatus;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;
import org.apache.hadoop.mapreduce.lib.output.PathOutputCommitter;
import org.apache.hadoop.mapreduce.lib.output.PathOutputCommitterFactory;
import org.apache.hadoop.mapreduce.lib.output.committer.manifest.ManifestCommitterFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Output by Hadoop's committers: what is visible when, and what is left behind. */
final class CommitterOutputTest {
  private static final String FACTORY = "firesteel.hadoop.mapreduce.outputcommitter.factory.class";

  @TempDir Path root;

  /** Committers by the settings that choose them. */
  private enum Kind {
    FILES_1 {
      @Override
      FileFixture chosen(FileFixture files) {
        return files
            .set("firesteel.io.committer", "hadoop")
            .set("firesteel.hadoop.mapreduce.fileoutputcommitter.algorithm.version", "1");
      }
    },
    FILES_2 {
      @Override
      FileFixture chosen(FileFixture files) {
        return files
            .set("firesteel.io.committer", "hadoop")
            .set("firesteel.hadoop.mapreduce.fileoutputcommitter.algorithm.version", "2");
      }
    },
    MANIFEST {
      @Override
      FileFixture chosen(FileFixture files) {
        return files
            .set(
                "firesteel.hadoop.mapreduce.outputcommitter.factory.scheme.tested",
                ManifestCommitterFactory.class.getName())
            // it forgets its checksums among the temporary files
            .set("firesteel.hadoop.fs.file.impl", RawLocalFileSystem.class.getName())
            .set("firesteel.hadoop.fs.file.impl.disable.cache", "true");
      }
    },
    ON_EXECUTORS {
      @Override
      FileFixture chosen(FileFixture files) {
        return files
            .set("firesteel.io.committer", "hadoop")
            .set("firesteel.hadoop.mapreduce.fileoutputcommitter.algorithm.version", "1")
            .set("firesteel.io.commit-tasks", "executor");
      }
    };

    abstract FileFixture chosen(FileFixture files);
  }

  /** Does what Hadoop's usual one does, and writes down what is asked of it. */
  public static final class RecordingFactory extends PathOutputCommitterFactory {
    static final Queue<String> LOG = new ConcurrentLinkedQueue<>();

    @Override
    public PathOutputCommitter createOutputCommitter(
        org.apache.hadoop.fs.Path path, TaskAttemptContext context) throws IOException {
      return new Recording(path, context);
    }
  }

  private static final class Recording extends FileOutputCommitter {
    Recording(org.apache.hadoop.fs.Path path, TaskAttemptContext context) throws IOException {
      super(path, context);
    }

    private static void log(String what) {
      RecordingFactory.LOG.add(what);
    }

    @Override
    public void setupJob(JobContext job) throws IOException {
      log("setupJob");
      super.setupJob(job);
    }

    @Override
    public void setupTask(TaskAttemptContext task) throws IOException {
      log("setupTask " + task.getTaskAttemptID().getTaskID().getId());
      super.setupTask(task);
    }

    @Override
    public void commitTask(TaskAttemptContext task) throws IOException {
      log("commitTask " + task.getTaskAttemptID().getTaskID().getId());
      super.commitTask(task);
    }

    @Override
    public void abortTask(TaskAttemptContext task) throws IOException {
      log("abortTask " + task.getTaskAttemptID().getTaskID().getId());
      super.abortTask(task);
    }

    @Override
    public void commitJob(JobContext job) throws IOException {
      log("commitJob");
      if (job.getConfiguration().getBoolean("test.commit.fails", false)) {
        super.commitJob(job);
        throw new IOException("the store is gone");
      }
      super.commitJob(job);
    }

    @Override
    public void abortJob(JobContext job, JobStatus.State state) throws IOException {
      log("abortJob " + state);
      super.abortJob(job, state);
    }
  }

  @BeforeEach
  void forget() {
    RecordingFactory.LOG.clear();
  }

  private FileFixture files() {
    return new FileFixture(Way.HADOOP, root);
  }

  private FileFixture files(Kind kind, IfExists ifExists, String job) {
    return kind.chosen(files()).saving(SaveOptions.DEFAULT.withIfExists(ifExists)).as(job);
  }

  private static byte[] attempt(
      OutputFormat<Object> output, WriteContext context, int partition, long attempt, String text)
      throws Exception {
    PartitionWriter<Object> writer = FileFixture.copy(output).open(partition, attempt, context);
    writer.accept(text);
    return writer.commit();
  }

  @ParameterizedTest
  @EnumSource
  void oneAttemptOfEachPartitionIsLeft(Kind kind) throws Exception {
    FileFixture files = files(kind, IfExists.FAIL, "job-1");
    OutputFormat<Object> output = files.output("new/out");
    WriteContext context = files.save(30);
    output.prepare(context);
    List<byte[]> winners = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      PartitionWriter<Object> failed = FileFixture.copy(output).open(i, 100 + i, context);
      failed.accept("half");
      failed.abort();
      FileFixture.copy(output).open(i, 200 + i, context).accept("killed");
      winners.add(attempt(output, context, i, 300 + i, "winner " + i));
      if (kind != Kind.ON_EXECUTORS) { // there the last one to be committed counts
        assertThat(attempt(output, context, i, 400 + i, "late")).isNotEmpty();
      }
    }
    output.commit(winners, context);
    assertThat(tree("new/out")).hasSize(31).contains("_SUCCESS", "part-00000", "part-00029");
    assertThat(files.lines("new/out", 0))
        .isEqualTo(IntStream.range(0, 30).mapToObj(i -> "winner " + i).toList());
  }

  @ParameterizedTest
  @EnumSource
  void whatIsThereIsRefusedReplacedOrAddedTo(Kind kind) throws Exception {
    files(kind, IfExists.FAIL, "job-1").write("out", List.of(List.of("a"), List.of("b")));
    assertThatThrownBy(() -> files(kind, IfExists.FAIL, "job-2").write("out", List.of(List.of())))
        .hasMessageContaining("it exists already");
    files(kind, IfExists.APPEND, "job-3").write("out", List.of(List.of("c")));
    assertThat(files().lines("out", 0)).containsExactly("a", "b", "c");
    assertThat(tree("out"))
        .containsExactly("_SUCCESS", "part-00000", "part-00001", "part-job-3-00000");
    files(kind, IfExists.OVERWRITE, "job-4").write("out", List.of(List.of("d")));
    assertThat(files().lines("out", 0)).containsExactly("d");
    assertThat(tree("out")).containsExactly("_SUCCESS", "part-00000");
  }

  @ParameterizedTest
  @EnumSource
  void anAbortedSaveLeavesWhatWasThere(Kind kind) throws Exception {
    files().write("out", List.of(List.of("old")));
    for (IfExists each : IfExists.values()) {
      String place = each == IfExists.FAIL ? "new/out" : "out";
      FileFixture files = files(kind, each, "job-1");
      OutputFormat<Object> output = files.output(place);
      WriteContext context = files.save(1);
      output.prepare(context);
      assertThat(attempt(output, context, 0, 1, "new")).isNotEmpty();
      output.abort(context);
      output.abort(context);
      assertThat(tree("")).containsExactly("out", "out/_SUCCESS", "out/part-00000");
      assertThat(files().lines("out", 0)).containsExactly("old");
    }
  }

  @Test
  void theProtocolIsHadoops() throws Exception {
    FileFixture files = files().set(FACTORY, RecordingFactory.class.getName());
    files.write("out", List.of(List.of("a"), List.of("b")));
    assertThat(RecordingFactory.LOG)
        .containsExactly(
            "setupJob", "setupTask 0", "setupTask 1", "commitTask 0", "commitTask 1", "commitJob");
  }

  @Test
  void renamesCanBeInsistedOn() throws Exception {
    files()
        .set(FACTORY, RecordingFactory.class.getName())
        .set("firesteel.io.committer", "rename")
        .write("out", List.of(List.of("a")));
    assertThat(RecordingFactory.LOG).isEmpty();
    files().write("other", List.of(List.of("a")));
    assertThat(RecordingFactory.LOG).as("auto").isEmpty();
  }

  @Test
  void aJobCommitThatFailsAfterAllLeavesWhatWasThere() throws Exception {
    files().write("out", List.of(List.of("old 0"), List.of("old 1")));
    List<String> before = tree("out");
    for (IfExists each : List.of(IfExists.APPEND, IfExists.OVERWRITE)) {
      FileFixture files =
          files()
              .set(FACTORY, RecordingFactory.class.getName())
              .set("firesteel.hadoop.mapreduce.fileoutputcommitter.cleanup.skipped", "true")
              .set("firesteel.hadoop.test.commit.fails", "true")
              .saving(SaveOptions.DEFAULT.withIfExists(each));
      OutputFormat<Object> output = files.output("out");
      WriteContext context = files.save(1);
      output.prepare(context);
      byte[] winner = attempt(output, context, 0, 1, "new");
      assertThatThrownBy(() -> output.commit(List.of(winner), context))
          .hasMessage("Cannot commit " + files.name("out") + ": the store is gone");
      assertThat(tree("out")).isEqualTo(before);
      assertThat(files().lines("out", 0)).containsExactly("old 0", "old 1");
      assertThat(RecordingFactory.LOG).endsWith("commitJob", "abortJob FAILED");
    }
  }

  @Test
  void whatIsCompleteIsNotRemovedWhenTheOldIsGone() throws Exception {
    files().write("out", List.of(List.of("old 0"), List.of("old 1")));
    FileFixture files =
        files()
            .set(FACTORY, RecordingFactory.class.getName())
            .set("firesteel.hadoop.test.commit.fails", "true")
            .saving(SaveOptions.DEFAULT.withIfExists(IfExists.OVERWRITE));
    OutputFormat<Object> output = files.output("out");
    WriteContext context = files.save(1);
    output.prepare(context);
    byte[] winner = attempt(output, context, 0, 1, "new");
    assertThatThrownBy(() -> output.commit(List.of(winner), context))
        .hasMessage("Cannot commit " + files.name("out") + ": the store is gone");
    output.abort(context);
    assertThat(files().lines("out", 0)).containsExactly("new");
  }

  @ParameterizedTest
  @EnumSource
  void aSaveThatAnotherOneReplacedLeavesTheOthersFilesAlone(Kind kind) throws Exception {
    FileFixture first = files(kind, IfExists.OVERWRITE, "job-1");
    OutputFormat<Object> slow = first.output("out");
    slow.prepare(first.save(1));
    FileFixture second = files(kind, IfExists.OVERWRITE, "job-2");
    OutputFormat<Object> output = second.output("out");
    WriteContext context = second.save(1);
    output.prepare(context);
    byte[] winner = attempt(output, context, 0, 1, "second");
    slow.abort(first.save(1));
    output.commit(List.of(winner), context);
    assertThat(files().lines("out", 0)).containsExactly("second");
  }

  @Test
  void committersDoNotMixTheirJobs() throws Exception {
    files().write("out", List.of(List.of("a")));
    FileFixture first = files(Kind.FILES_1, IfExists.APPEND, "job-1");
    OutputFormat<Object> output = first.output("out");
    WriteContext context = first.save(1);
    output.prepare(context);
    byte[] winner = attempt(output, context, 0, 1, "b");
    assertThatThrownBy(
            () -> files(Kind.FILES_1, IfExists.APPEND, "job-2").write("out", List.of(List.of("c"))))
        .hasMessageContaining("it holds unfinished output of save job-1, which still runs or was");
    output.commit(List.of(winner), context);
    assertThat(files().lines("out", 0)).containsExactly("a", "b");
    assertThat(tree("out")).containsExactly("_SUCCESS", "part-00000", "part-job-1-00000");
  }

  @ParameterizedTest
  @EnumSource
  void whatAKilledSaveLeftIsNotCommittedByTheNext(Kind kind) throws Exception {
    FileFixture killed = files(kind, IfExists.FAIL, "job-1");
    OutputFormat<Object> output = killed.output("out");
    output.prepare(killed.save(2));
    assertThat(attempt(output, killed.save(2), 1, 1, "killed")).isNotEmpty();
    files(kind, IfExists.OVERWRITE, "job-2").write("out", List.of(List.of("new")));
    assertThat(tree("out")).containsExactly("_SUCCESS", "part-00000");
    assertThat(files().lines("out", 0)).containsExactly("new");
  }

  @Test
  void filesThatWouldBeSeenTooEarlyAreRefused() throws Exception {
    FileFixture files =
        files(Kind.FILES_2, IfExists.OVERWRITE, "job-1")
            .set("firesteel.io.commit-tasks", "executor");
    files().write("out", List.of(List.of("old")));
    List<String> before = tree("out");
    assertThatThrownBy(() -> files.write("out", List.of(List.of("new"))))
        .hasMessageContaining("puts their files into the output before the save has succeeded");
    assertThat(tree("out")).isEqualTo(before);
  }

  @Test
  void localFilesCanBeCommittedByHadoop() throws Exception {
    FileFixture files = new FileFixture(Way.LOCAL, root).set("firesteel.io.committer", "hadoop");
    files.write("out", List.of(List.of("a")));
    assertThat(files.lines("out", 0)).containsExactly("a");
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
