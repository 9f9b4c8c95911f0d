package dev.firesteel.it.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.shipping.Extent;
import dev.firesteel.shipping.RuntimeLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is brought to clusters stays small, though the distribution has clients of all of them. */
class RuntimeSizeTest {
  private static final long MOST_FOR_YARN = 60_000_000;
  private static final long MOST_FOR_MESOS = 65_000_000;

  @Test
  void aClusterGetsNoClientOfAnother() throws IOException {
    RuntimeLayout yarn = RuntimeLayout.of(distribution(), Extent.YARN);
    RuntimeLayout mesos = RuntimeLayout.of(distribution(), Extent.MESOS);
    RuntimeLayout executors = RuntimeLayout.of(distribution(), Extent.EXECUTORS);

    assertThat(yarn.classPath())
        .anyMatch(each -> each.contains("/hadoop-yarn-api-"))
        .noneMatch(each -> each.matches(".*/(mesos|curator|zookeeper)-.*"));
    assertThat(executors.classPath())
        .anyMatch(each -> each.contains("/hadoop-hdfs-client-"))
        .noneMatch(each -> each.matches(".*/(mesos|curator|zookeeper|hadoop-yarn|h2-mvstore)-.*"));
    assertThat(mesos.classPath())
        .anyMatch(each -> each.contains("/mesos-"))
        .noneMatch(each -> each.matches(".*/(hadoop-yarn|h2-mvstore)-.*"));
    assertThat(size(yarn)).isLessThan(MOST_FOR_YARN);
    assertThat(size(mesos)).isLessThan(MOST_FOR_MESOS);
    assertThat(size(executors)).isLessThan(size(yarn));
  }

  private static List<Path> distribution() throws IOException {
    Path lib = Path.of("..", "cli", "target", "dist", "lib").toAbsolutePath().normalize();
    try (Stream<Path> jars = Files.list(lib)) {
      return jars.sorted().toList();
    }
  }

  private static long size(RuntimeLayout layout) throws IOException {
    long sum = 0;
    for (RuntimeLayout.Entry each : layout.files()) {
      sum += Files.size(each.file());
    }
    return sum;
  }
}
