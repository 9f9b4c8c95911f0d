package dev.firesteel.it.yarn.staging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.TaskContext;
import dev.firesteel.it.yarn.Yarn;
import dev.firesteel.it.yarn.YarnExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(YarnExtension.class)
class FilesInContainersTest {
  @Test
  void tasksFindFilesAndUnpackedArchivesByName(Yarn yarn, @TempDir Path dir) throws IOException {
    Path file = Files.writeString(dir.resolve("words.txt"), "from here");
    Path archive = dir.resolve("model.zip");
    try (ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(archive))) {
      to.putNextEntry(new ZipEntry("inner/weights"));
      to.write('7');
    }
    yarn.hdfs().write("there.txt", "from the cluster");
    Path copy;
    try (Session session =
        yarn.session()
            .config("firesteel.executor.instances", "1")
            .config("firesteel.files", file + "," + yarn.hdfs().uri("there.txt"))
            .config("firesteel.archives", archive + "#model")
            .open()) {
      assertThat(
              session
                  .range(0, 1, 1, 1)
                  .mapToObject(
                      x -> read("words.txt") + ", " + read("there.txt") + ", " + read("model"))
                  .collect())
          .containsExactly("from here, from the cluster, 7");
      assertThat(session.file("words.txt")).isEqualTo(file);
      copy = session.file("there.txt");
      assertThat(copy).hasContent("from the cluster");
      assertThat(session.file("model").resolve("inner/weights")).hasContent("7");
    }
    assertThat(copy).doesNotExist();
  }

  private static String read(String name) {
    Path found = TaskContext.current().file(name);
    try {
      return Files.readString(Files.isDirectory(found) ? found.resolve("inner/weights") : found);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
