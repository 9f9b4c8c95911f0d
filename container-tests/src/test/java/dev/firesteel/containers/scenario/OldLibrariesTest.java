package dev.firesteel.containers.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.containers.ContainerCluster;
import dev.firesteel.containers.Node;
import dev.firesteel.containers.OnContainers;
import dev.firesteel.containers.Result;
import dev.firesteel.containers.report.Row;
import dev.firesteel.containers.report.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A user's program with old versions of libraries that Firesteel and Hadoop use in newer ones,
 * submitted from the edge node: driver and executors load both.
 */
@Scenario
@Timeout(400)
@ExtendWith(OnContainers.class)
final class OldLibrariesTest {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final String PROGRAM = "OldLibraries.jar";
  private static final String OLD =
      "jackson-databind-2.2.3.jar protobuf-java-2.5.0.jar guava-11.0.2.jar kryo-shaded-4.0.2.jar"
          + " commons-cli-1.1.jar commons-io-1.4.jar";

  @TempDir private static Path directory;
  private static List<Path> libraries = List.of();

  @BeforeAll
  static void compile() throws IOException {
    Path old = Path.of("..", "integration-tests", "target", "old-libraries");
    try (Stream<Path> jars = Files.list(old)) {
      libraries = jars.sorted().toList();
    }
    OldLibrariesJar.compile(directory.resolve(PROGRAM), libraries);
  }

  private static void bring(ContainerCluster cluster) throws IOException {
    cluster.edge().run("mkdir", "-p", "/opt/old-libraries").orFail();
    cluster.edge().copy(directory.resolve(PROGRAM), "/opt/old-libraries/" + PROGRAM);
    for (Path library : libraries) {
      cluster.edge().copy(library, "/opt/old-libraries/" + library.getFileName());
    }
    Path own = Files.writeString(directory.resolve("own.txt"), "mine\n");
    for (Node node : cluster.all()) {
      node.copy(own, "/tmp/own.txt"); // read on the hosts by a file system of the program's
    }
    cluster
        .edge()
        .run(
            "bash",
            "-c",
            "printf 'a\\nb\\na\\n' | hdfs dfs -D dfs.replication=3 -put -f - /old-libraries.txt")
        .orFail();
  }

  @ParameterizedTest
  @EnumSource
  void theProgramHasItsLibrariesAndTheEngineItsOwn(
      Backend backend, ContainerCluster cluster, TestReporter reporter) throws IOException {
    bring(cluster);
    long begun = System.nanoTime();
    String jars =
        libraries.stream()
            .map(library -> "/opt/old-libraries/" + library.getFileName())
            .collect(Collectors.joining(","));
    Result ended =
        cluster
            .edge()
            .start(
                "firesteel",
                "submit",
                "--master",
                backend.master(),
                "--class",
                "app.OldLibraries",
                "--jars",
                jars,
                "-c",
                "firesteel.executor.instances=2",
                "-c",
                "firesteel.executor.memory=256m",
                "-c",
                "firesteel.executor.memory-overhead=128m",
                "/opt/old-libraries/" + PROGRAM,
                "hdfs:///old-libraries.txt",
                "/tmp/own.txt")
            .await(LIMIT)
            .orFail();
    check(ended.out().lines().toList());
    Duration time = Duration.ofNanos(System.nanoTime() - begun);
    reporter.publishEntry(Row.of("conflicting libraries", backend + " client", time).entry());
    Leftovers.assertNone(cluster);
  }

  private static void check(List<String> out) {
    String failure = out.stream().filter(line -> line.startsWith("failure: ")).findFirst().get();
    assertThat(failure).contains("app.OldLibraries$Refused: refused b");
    assertThat(out)
        .containsExactly(
            "jackson in main: jackson-databind-2.2.3.jar",
            "main: " + OLD,
            "task: a " + OLD,
            "task: b " + OLD,
            "task: a " + OLD,
            "shuffled: 3 of 2",
            "shuffled: 3 of 2",
            "in tasks: [1broadcastsquawk[hello], 2broadcastsquawk[hello]]",
            "own files: [mine]",
            failure,
            "listener: true");
  }
}
