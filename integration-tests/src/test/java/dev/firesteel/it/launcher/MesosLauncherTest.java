package dev.firesteel.it.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.it.mesos.Mesos;
import dev.firesteel.it.mesos.MesosExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Programs on Mesos, as their users see them. */
@Timeout(600)
@ExtendWith(MesosExtension.class)
final class MesosLauncherTest {
  @TempDir private Path directory;
  private Launcher launcher;
  private Mesos mesos;

  @BeforeEach
  void setUp(Mesos shared) throws IOException {
    mesos = shared;
    launcher = new Launcher(directory);
  }

  private List<String> onMesos(String... words) throws IOException {
    Path properties =
        Files.writeString(
            directory.resolve("small.properties"),
            String.join(
                "\n",
                "firesteel.driver.host=127.0.0.1",
                "firesteel.executor.memory=128m",
                "firesteel.executor.memory-overhead=128m",
                "firesteel.executor.instances=3",
                "firesteel.mesos.java=" + System.getProperty("java.home") + "/bin/java"));
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--master", mesos.master(), "--properties-file", properties.toString()));
    return all;
  }

  @Test
  void theExampleGivesTheAnswerOfThreadsAndLeavesNothing() throws Exception {
    Path text = Files.writeString(directory.resolve("in.txt"), "to be or not to be\n".repeat(5000));
    Path here = directory.resolve("here");
    Path there = directory.resolve("there");
    launcher.succeed("example", "wordcount", text.toString(), here.toString());
    List<String> words = onMesos("example", "wordcount");
    words.addAll(List.of(text.toString(), there.toString()));
    launcher.succeed(words.toArray(String[]::new));
    assertThat(lines(there)).isEqualTo(lines(here)).isNotEmpty();
    assertThat(launcher.leftFiles()).isEmpty();
    assertThat(mesos.cluster().tasks()).isEmpty();
    assertThat(mesos.cluster().violations()).isEmpty();
  }

  @Test
  void everyRuleIsKept() throws Exception {
    Launcher.Ended ended = launcher.succeed(onMesos("verify").toArray(String[]::new));
    assertThat(ended.out().lines())
        .startsWith("rule  result   situation", "L1    passed   start is answered")
        .anyMatch(line -> line.endsWith("rules broken: none"));
    assertThat(mesos.cluster().tasks()).isEmpty();
  }

  @Test
  void helpNamesTheMaster() throws Exception {
    assertThat(launcher.succeed("--help").out()).contains("mesos://host:port");
  }

  private static List<String> lines(Path output) throws IOException {
    TreeSet<String> all = new TreeSet<>();
    try (Stream<Path> parts = Files.list(output)) {
      for (Path part :
          parts.filter(each -> each.getFileName().toString().startsWith("part-")).toList()) {
        all.addAll(Files.readAllLines(part));
      }
    }
    return List.copyOf(all);
  }
}
