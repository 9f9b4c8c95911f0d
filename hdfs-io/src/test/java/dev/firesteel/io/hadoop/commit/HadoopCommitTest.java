package dev.firesteel.io.hadoop.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.split.WriteContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.JobStatus;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hadoop's committers in the protocol of saves. */
final class HadoopCommitTest {
  @TempDir Path root;

  private final Configuration settings = new Configuration();

  private static WriteContext save(int partitions, String commitTasks) {
    return new WriteContext(
        Config.of(Map.of("firesteel.io.commit-tasks", commitTasks)), "app_1-7", partitions);
  }

  private org.apache.hadoop.fs.Path out() {
    return new org.apache.hadoop.fs.Path(root.resolve("out").toUri());
  }

  private HadoopCommit files(int partitions) {
    return new HadoopCommit(
        settings, attempt -> new FileOutputCommitter(out(), attempt), save(partitions, "driver"));
  }

  private byte[] written(HadoopCommit commit, int partition, long attempt, String content)
      throws IOException {
    TaskCommit task = commit.attempt(partition, attempt);
    write(task, partition, content);
    return task.report();
  }

  private void write(TaskCommit task, int partition, String content) throws IOException {
    FileOutputCommitter files = (FileOutputCommitter) task.committer();
    org.apache.hadoop.fs.Path file =
        new org.apache.hadoop.fs.Path(files.getWorkPath(), "part-" + partition);
    try (var stream = FileSystem.getLocal(settings).getRaw().create(file)) {
      stream.writeBytes(content);
    }
  }

  private List<String> tree() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !file.toString().endsWith(".crc"))
          .map(file -> root.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void onlyWinnersAreCommittedByBothAlgorithms(int algorithm) throws Exception {
    settings.setInt("mapreduce.fileoutputcommitter.algorithm.version", algorithm);
    HadoopCommit driver = files(40);
    driver.setUp();
    List<byte[]> winners = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      byte[] unused = written(files(40), i, 100 + i, "loser");
      winners.add(written(files(40), i, 200 + i, "winner " + i));
      unused = written(files(40), i, 300 + i, "late");
    }
    driver.commit(winners);
    assertThat(tree()).hasSize(41).contains("out/_SUCCESS");
    for (int i = 0; i < 40; i++) {
      assertThat(root.resolve("out/part-" + i)).hasContent("winner " + i);
    }
    assertThat(root.resolve("out/_temporary")).doesNotExist();
  }

  @Test
  void anAttemptThatWroteNothingNeedsNoCommit() throws Exception {
    HadoopCommit driver = files(1);
    driver.setUp();
    driver.commit(List.of(files(1).attempt(0, 5).report()));
    assertThat(tree()).containsExactly("out/_SUCCESS");
  }

  @Test
  void anAbortedAttemptLeavesTheOthers() throws Exception {
    HadoopCommit driver = files(1);
    driver.setUp();
    TaskCommit failed = files(1).attempt(0, 1);
    write(failed, 0, "half");
    byte[] winner = written(files(1), 0, 2, "whole");
    failed.abort();
    driver.commit(List.of(winner));
    assertThat(root.resolve("out/part-0")).hasContent("whole");
  }

  @Test
  void anAttemptAfterTheEndIsRefusedAndMakesNothing() throws Exception {
    HadoopCommit driver = files(1);
    driver.setUp();
    driver.abort();
    assertThatThrownBy(() -> files(1).attempt(0, 1))
        .hasMessageStartingWith("Cannot write to file:" + root + "/out/_temporary/0")
        .hasMessageContaining("the save has ended");
    assertThat(tree()).isEmpty();
  }

  @Test
  void aWinnerThatIsGoneFailsTheCommit() throws Exception {
    HadoopCommit driver = files(1);
    driver.setUp();
    byte[] winner = written(files(1), 0, 2, "x");
    FileSystem.getLocal(settings)
        .delete(new org.apache.hadoop.fs.Path(out(), "_temporary/0/_temporary"), true);
    assertThatThrownBy(() -> driver.commit(List.of(winner)))
        .hasMessageStartingWith(
            "Cannot commit attempt_app-1-7_0000_r_000000_2: the driver does not")
        .hasMessageContaining("firesteel.io.commit-tasks");
    assertThat(tree()).isEmpty();
  }

  /** Writes down what is asked of it. */
  private static final class Recording extends OutputCommitter {
    private final Queue<String> log;
    private final String failing;

    Recording(Queue<String> log, String failing) {
      this.log = log;
      this.failing = failing;
    }

    private void log(String what) throws IOException {
      log.add(what);
      if (what.startsWith(failing)) {
        throw new IOException(failing + " is broken");
      }
    }

    @Override
    public void setupJob(JobContext job) throws IOException {
      log("setupJob " + job.getJobID());
    }

    @Override
    public void setupTask(TaskAttemptContext task) throws IOException {
      log("setupTask " + task.getTaskAttemptID());
    }

    @Override
    public boolean needsTaskCommit(TaskAttemptContext task) {
      return true;
    }

    @Override
    public void commitTask(TaskAttemptContext task) throws IOException {
      log("commitTask " + task.getTaskAttemptID());
    }

    @Override
    public void abortTask(TaskAttemptContext task) throws IOException {
      log("abortTask " + task.getTaskAttemptID());
    }

    @Override
    public void commitJob(JobContext job) throws IOException {
      log("commitJob " + job.getJobID());
    }

    @Override
    public void abortJob(JobContext job, JobStatus.State state) throws IOException {
      log("abortJob " + job.getJobID() + " " + state);
    }
  }

  private final Queue<String> log = new ConcurrentLinkedQueue<>();

  private HadoopCommit recorded(String failing, String commitTasks) {
    return new HadoopCommit(settings, attempt -> new Recording(log, failing), save(1, commitTasks));
  }

  @Test
  void theDriverCommitsTasksThenTheJob() throws Exception {
    HadoopCommit commit = recorded("nothing", "driver");
    commit.setUp();
    commit.commit(List.of(commit.attempt(0, 9).report()));
    assertThat(log)
        .containsExactly(
            "setupJob job_app-1-7_0000",
            "setupTask attempt_app-1-7_0000_r_000000_9",
            "commitTask attempt_app-1-7_0000_r_000000_9",
            "commitJob job_app-1-7_0000");
  }

  @Test
  void executorsCommitTasksIfToldTo() throws Exception {
    HadoopCommit commit = recorded("nothing", "executor");
    byte[] report = commit.attempt(0, 9).report();
    assertThat(log).endsWith("commitTask attempt_app-1-7_0000_r_000000_9").hasSize(2);
    commit.commit(List.of(report));
    assertThat(log).endsWith("commitJob job_app-1-7_0000").hasSize(3);
  }

  @Test
  void aJobThatCannotBeSetUpIsAborted() {
    assertThatThrownBy(() -> recorded("setupJob", "driver").setUp())
        .hasMessage("setupJob is broken");
    assertThat(log).endsWith("abortJob job_app-1-7_0000 FAILED");
  }

  @Test
  void noJobIsCommittedWhoseTaskCannotBe() throws Exception {
    HadoopCommit commit = recorded("commitTask", "driver");
    byte[] report = commit.attempt(0, 9).report();
    assertThatThrownBy(() -> commit.commit(List.of(report))).hasMessage("commitTask is broken");
    assertThat(log).noneMatch(line -> line.startsWith("commitJob"));
  }

  @Test
  void anInterruptedCommitIsNotBegun() throws Exception {
    HadoopCommit driver = files(40);
    driver.setUp();
    List<byte[]> winners = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      winners.add(written(files(40), i, 1, "x"));
    }
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> driver.commit(winners)).hasMessage("interrupted");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(root.resolve("out/_SUCCESS")).doesNotExist();
  }
}
