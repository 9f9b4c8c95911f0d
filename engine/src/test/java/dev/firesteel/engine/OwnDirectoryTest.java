package dev.firesteel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnDirectoryTest {
  @TempDir Path dir;

  @Test
  void oneThatIsGoneIsDeletedAlready() {
    OwnDirectory.delete(dir.resolve("none"));
  }

  @Test
  void linksAreDeletedAndNotFollowed() throws IOException {
    Path kept = Files.writeString(dir.resolve("kept"), "x");
    Path tree = Files.createDirectories(dir.resolve("tree"));
    Files.createSymbolicLink(tree.resolve("link"), kept);
    Files.createSymbolicLink(tree.resolve("dangling"), dir.resolve("none"));
    OwnDirectory.delete(tree);
    assertThat(tree).doesNotExist();
    assertThat(kept).exists();
  }

  @Test
  void twoMayDeleteItAtATime() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (int time = 0; time < 20; time++) {
        Path tree = tree("tree-" + time);
        CyclicBarrier together = new CyclicBarrier(2);
        List<Future<?>> both =
            List.of(
                threads.submit(() -> delete(tree, together)),
                threads.submit(() -> delete(tree, together)));
        for (Future<?> each : both) {
          each.get();
        }
        assertThat(tree).doesNotExist();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static Path delete(Path tree, CyclicBarrier together) throws Exception {
    together.await();
    OwnDirectory.delete(tree);
    return tree;
  }

  private Path tree(String name) throws IOException {
    Path tree = dir.resolve(name);
    for (int each = 0; each < 20; each++) {
      Path below = Files.createDirectories(tree.resolve("d-" + each));
      Files.writeString(below.resolve("a"), "a");
      Files.writeString(below.resolve("b"), "b");
    }
    return tree;
  }
}
