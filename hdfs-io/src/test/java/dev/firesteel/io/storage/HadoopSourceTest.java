package dev.firesteel.io.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.config.Config;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the environment says of Hadoop's files. */
final class HadoopSourceTest {
  @TempDir Path directory;

  private HadoopSource source(String variable) {
    return HadoopSource.of(Config.empty(), Map.of("HADOOP_CONF_DIR", variable));
  }

  @Test
  void anEnvironmentWithoutFilesIsIgnoredWithAWarning() {
    HadoopSource source = source(directory.toString());
    assertThat(source.directory()).isEmpty();
    assertThat(source.warning())
        .isEqualTo(
            "HADOOP_CONF_DIR is '"
                + directory
                + "', which has no readable core-site.xml or hdfs-site.xml; it is ignored");
  }

  @Test
  void anEnvironmentThatIsNoPathIsIgnoredWithAWarning() {
    assertThat(source("a\0b").warning()).contains("it is ignored");
  }

  @Test
  void anEmptyEnvironmentIsNoneAtAll() {
    assertThat(source("").warning()).isEmpty();
    assertThat(source(" ").directory()).isEmpty();
  }

  @Test
  void eitherFileDoes() throws Exception {
    Files.writeString(directory.resolve("hdfs-site.xml"), "<configuration/>");
    assertThat(source(directory.toString()).directory()).contains(directory);
    assertThat(source(directory.toString()).warning()).isEmpty();
  }
}
