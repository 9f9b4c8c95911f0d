package dev.firesteel.executor.spill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.api.id.TaskId;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalDirectoriesRaceTest {
  @TempDir Path local;

  @Test
  void tasksMayMakeADirectoryAtTheSameTime() throws Exception {
    try (LocalDirectories directories =
        LocalDirectories.create(List.of(local.toString()), "race")) {
      CyclicBarrier together = new CyclicBarrier(2);
      FutureTask<Void> first = create(directories, together, 0);
      FutureTask<Void> second = create(directories, together, 1);
      first.get(60, TimeUnit.SECONDS);
      second.get(60, TimeUnit.SECONDS);
    }
    assertThat(local).isEmptyDirectory();
  }

  private static FutureTask<Void> create(
      LocalDirectories directories, CyclicBarrier together, int task) {
    FutureTask<Void> work =
        new FutureTask<>(
            () -> {
              for (int i = 0; i < 200; i++) {
                Path place = directories.shuffleDirectory(new ShuffleId(i), new TaskId(task));
                together.await(60, TimeUnit.SECONDS);
                directories.create(place.resolve("file-" + task)).close();
              }
              return null;
            });
    new Thread(work).start();
    return work;
  }
}
