package dev.firesteel.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.OutputFormat;
import dev.firesteel.api.split.PartitionWriter;
import dev.firesteel.api.split.WriteContext;
import dev.firesteel.dataset.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The order in which a save prepares, writes, commits and aborts. */
class SaveTest {
  /** What happened; tasks of the oracle run in this JVM. */
  static final Queue<String> LOG = new ConcurrentLinkedQueue<>();

  private final Session session = Session.builder().engine(OracleEngine::new).open();

  @BeforeEach
  void forget() {
    LOG.clear();
  }

  record Recorded(String failing) implements OutputFormat<Object> {
    private void log(String what) throws IOException {
      LOG.add(what);
      if (what.startsWith(failing)) {
        throw new IOException(failing + " is broken");
      }
    }

    @Override
    public void prepare(WriteContext context) throws IOException {
      log("prepare " + context.partitions() + " as " + context.job());
    }

    @Override
    public PartitionWriter<Object> open(int partition, long attempt, WriteContext context)
        throws IOException {
      log("open " + partition);
      return new PartitionWriter<>() {
        @Override
        public void accept(Object element) throws Exception {
          log("write " + element);
        }

        @Override
        public byte[] commit() throws IOException {
          log("close " + partition);
          return ("part " + partition).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public void abort() {
          LOG.add("drop " + partition);
        }
      };
    }

    @Override
    public void commit(List<byte[]> commits, WriteContext context) throws IOException {
      log("commit " + commits.stream().map(b -> new String(b, StandardCharsets.UTF_8)).toList());
    }

    @Override
    public void abort(WriteContext context) {
      LOG.add("abort");
    }

    @Override
    public String describe() {
      return "recorded";
    }
  }

  private void save(String failing) {
    session.parallelize(List.of("a", "b"), 2).save(new Recorded(failing));
  }

  @Test
  void commitsWhatTasksWrote() {
    save("nothing");
    assertThat(LOG)
        .containsExactly(
            "prepare 2 as oracle-00000",
            "open 0",
            "write a",
            "close 0",
            "open 1",
            "write b",
            "close 1",
            "commit [part 0, part 1]");
  }

  @Test
  void doesNotTouchAPlaceThatCannotBePrepared() {
    assertThatThrownBy(() -> save("prepare"))
        .isInstanceOf(FiresteelException.class)
        .hasMessage("Cannot save to recorded: prepare is broken")
        .satisfies(
            e ->
                assertThat(((FiresteelException) e).category())
                    .isEqualTo(ErrorCategory.INPUT_OUTPUT));
    assertThat(LOG).hasSize(1);
  }

  @Test
  void abortsWhenATaskFails() {
    assertThatThrownBy(() -> save("write b")).hasMessageContaining("write b is broken");
    assertThat(LOG).endsWith("write b", "drop 1", "abort");
  }

  @Test
  void abortsWhenTheCommitFails() {
    assertThatThrownBy(() -> save("commit")).hasMessageContaining("commit is broken");
    assertThat(LOG).endsWith("abort");
  }

  @Test
  void textFilesNeedTheirRoom() {
    assertThatThrownBy(() -> session.textFile("in"))
        .hasMessageContaining("dev.firesteel:firesteel-hdfs-io");
    assertThatThrownBy(() -> session.range(0, 1).boxed().saveAsTextFile("out"))
        .hasMessageContaining("dev.firesteel:firesteel-hdfs-io");
  }
}
