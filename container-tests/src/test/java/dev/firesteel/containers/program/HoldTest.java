package dev.firesteel.containers.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.id.StageId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.dataset.TaskContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only tasks that are chosen wait, and no longer than told. */
final class HoldTest {
  private static final String LONG = "100000";

  @TempDir Path directory;

  private record Task(int partition, int attempt) implements TaskContext {
    @Override
    public StageId stage() {
      return new StageId(0);
    }

    @Override
    public TaskId task() {
      return new TaskId(5);
    }

    @Override
    public boolean cancelled() {
      return false;
    }

    @Override
    public Path file(String name) {
      throw new UnsupportedOperationException(name);
    }
  }

  private static Hold hold(String... words) {
    return Hold.of(Options.parse("X", 0, Set.of(), words));
  }

  private Hold held(String... more) {
    List<String> words =
        new ArrayList<>(List.of("--task-seconds", LONG, "--hold-directory", directory.toString()));
    words.addAll(List.of(more));
    return hold(words.toArray(String[]::new));
  }

  @Test
  void wrongOptionsAreTold() {
    assertThatThrownBy(() -> hold("--hold-at", "end")).hasMessageContaining("input or middle");
    assertThatThrownBy(() -> hold("--hold-tasks", "a")).hasMessageContaining("numbers such as");
    assertThatThrownBy(() -> hold("--task-seconds", "0")).hasMessageContaining("at least 1");
  }

  @Test
  void otherPartitionsAndLaterAttemptsDoNotWait() throws Exception {
    held("--hold-tasks", "1,2").await(new Task(0, 0));
    held("--hold-tasks", "1,2").await(new Task(1, 1));
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aTaskThatWaitsIsSeenAndGoesOnWhenItMay() throws Exception {
    FutureTask<Boolean> task =
        new FutureTask<>(
            () -> {
              held("--hold-tasks", "1,2").await(new Task(2, 0));
              return true;
            });
    Thread thread = new Thread(task);
    thread.start();
    Path seen = directory.resolve("held-2");
    while (!Files.exists(seen)) {
      Thread.onSpinWait();
    }
    assertThat(task.isDone()).isFalse();
    Files.createFile(directory.resolve("go"));
    assertThat(task.get()).isTrue();
    thread.join();
  }

  @Test
  void aTaskThatIsCancelledStops() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> held().await(new Task(0, 0))).isInstanceOf(InterruptedException.class);
  }
}
