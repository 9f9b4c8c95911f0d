package dev.firesteel.it.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start on local files must not load, because it would cost tens of milliseconds. */
final class QuickStartTest {
  @TempDir Path directory;

  @Test
  void neitherHadoopNorMethodHandlesOfRecordsAreLoaded() throws Exception {
    Path input = Files.writeString(directory.resolve("in"), "to be or not to be\n");
    Path log = directory.resolve("classes");
    try (Launcher launcher = new Launcher(directory)) {
      launcher.javaOptions("-Xlog:class+load:file=" + log);
      launcher.succeed(
          "example",
          "wordcount",
          "--master",
          "local[2]",
          input.toString(),
          directory.resolve("out").toString());
    }
    List<String> loaded;
    try (Stream<String> lines = Files.lines(log)) {
      loaded = lines.map(line -> line.replaceAll("^(\\[[^]]*])+ ", "")).toList();
    }
    assertThat(loaded).anyMatch(line -> line.startsWith("dev.firesteel.dataset.Session "));
    assertThat(loaded)
        .filteredOn(
            line ->
                line.startsWith("java.lang.runtime.ObjectMethods")
                    || line.startsWith("org.apache.hadoop."))
        .isEmpty();
  }
}
