package dev.firesteel.it.yarn.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.ExecutorProgram;
import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.LossReason;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.resource.ResourceProfile;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.backend.yarn.container.NodeManagers;
import dev.firesteel.backend.yarn.staging.StagedProgram;
import dev.firesteel.backend.yarn.staging.Staging;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.yarn.api.protocolrecords.SignalContainerRequest;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerStatus;
import org.apache.hadoop.yarn.api.records.LocalResource;
import org.apache.hadoop.yarn.api.records.LocalResourceType;
import org.apache.hadoop.yarn.api.records.LocalResourceVisibility;
import org.apache.hadoop.yarn.api.records.NodeId;
import org.apache.hadoop.yarn.api.records.SignalContainerCommand;
import org.apache.hadoop.yarn.api.records.URL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Containers of a real NodeManager, ended in all ways that can be had on one machine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodeManagersTest {
  private static final int HEAP = 64;
  private static final int CONTAINER = 256;
  private static final List<String> SMALL = List.of("-XX:TieredStopAtLevel=1", "-Xss256k");

  private BareMaster master;

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    master = new BareMaster(directory);
  }

  @AfterAll
  void stop() throws IOException {
    if (master != null) {
      master.close();
    }
  }

  @Test
  void exitCodeAndEndOfTheLogAreTold() throws Exception {
    LossReason reason = end(Config.empty(), SMALL, "exit", "7");
    assertThat(reason.cause()).isEqualTo(LossCause.EXITED);
    assertThat(reason.exitCode()).hasValue(7);
    assertThat(reason.diagnostics())
        .isEqualTo(
            "Executor e ended on localhost by itself with exit code 7; the end of its log:\n"
                + "last words of exit");
  }

  @Test
  void fullHeapIsExceededMemory() throws Exception {
    LossReason reason = end(Config.empty(), SMALL, "fill-heap");
    assertThat(reason.cause()).as(reason.diagnostics()).isEqualTo(LossCause.MEMORY_EXCEEDED);
    assertThat(reason.diagnostics()).contains("its heap of 64 MiB is full", "last words");
  }

  @Test
  void fullContainerIsExceededMemory() throws Exception {
    LossReason reason =
        end(Config.empty(), List.of("-XX:MaxDirectMemorySize=1g"), "fill-container");
    assertThat(reason.cause()).as(reason.diagnostics()).isEqualTo(LossCause.MEMORY_EXCEEDED);
    assertThat(reason.diagnostics())
        .contains("256 MiB for a heap of 64 MiB", "of 256 MB", "memory-overhead");
  }

  @Test
  void killFromOutsideIsTheSignal() throws Exception {
    LossReason reason = end(Config.empty(), SMALL, "kill");
    assertThat(reason.cause()).isEqualTo(LossCause.EXITED);
    assertThat(reason.exitCode()).hasValue(137);
    assertThat(reason.diagnostics()).contains("SIGKILL");
  }

  @Test
  void wrongOptionSaysWhichSetting() throws Exception {
    LossReason reason = end(Config.empty(), List.of("-XX:+NoSuchThing"), "exit", "0");
    assertThat(reason.cause()).isEqualTo(LossCause.EXITED);
    assertThat(reason.diagnostics())
        .contains("firesteel.executor.java-options", "Unrecognized VM option 'NoSuchThing'");
  }

  @Test
  void missingJavaSaysWhichVariable() throws Exception {
    Config config = Config.of(Map.of("firesteel.yarn.environment.JAVA_HOME", "/no/such"));
    LossReason reason = end(config, SMALL, "exit", "0");
    assertThat(reason.cause()).isEqualTo(LossCause.LAUNCH_FAILED);
    assertThat(reason.diagnostics())
        .contains("firesteel.yarn.environment.JAVA_HOME", "/no/such/bin/java");
  }

  @Test
  void missingFileIsNamed() throws Exception {
    URI missing = URI.create(master.cluster.fileSystem() + "/no/such.jar");
    LossReason reason = end(files(resource(missing, 1)));
    assertThat(reason.cause()).isEqualTo(LossCause.LAUNCH_FAILED);
    assertThat(reason.diagnostics()).contains("cannot find " + missing);
  }

  @Test
  void changedFileIsNamed() throws Exception {
    URI file = URI.create(master.cluster.fileSystem() + "/changed.jar");
    try (FileSystem client = FileSystem.newInstance(file, master.hadoop)) {
      client.create(new org.apache.hadoop.fs.Path(file)).close();
    }
    LossReason reason = end(files(resource(file, 1)));
    assertThat(reason.cause()).isEqualTo(LossCause.LAUNCH_FAILED);
    assertThat(reason.diagnostics()).contains(file + " has changed");
  }

  @Test
  void stoppedContainerWasReleased() throws Exception {
    try (NodeManagers nodes = nodes(Config.empty(), own())) {
      Container container = master.allocate(CONTAINER);
      nodes.start(container, launch(SMALL, "wait"));
      nodes.stop(container);
      ContainerStatus last =
          master.awaited(() -> BareMaster.unchecked(() -> nodes.ended(container)).orElse(null));
      assertThat(nodes.reason(container, launch(SMALL, "wait"), last).cause())
          .isEqualTo(LossCause.RELEASED);
      nodes.stop(container);
      master.awaitEnd(container);
    }
  }

  @Test
  void signalThroughYarnIsAUsers() throws Exception {
    try (NodeManagers nodes = nodes(Config.empty(), own())) {
      Container container = master.allocate(CONTAINER);
      nodes.start(container, launch(SMALL, "wait"));
      awaitLog(container, "stderr");
      master.yarn.signalToContainer(
          SignalContainerRequest.newInstance(
              container.getId(), SignalContainerCommand.FORCEFUL_SHUTDOWN));
      LossReason reason =
          nodes.reason(container, launch(SMALL, "wait"), master.awaitEnd(container));
      assertThat(reason.cause()).as(reason.diagnostics()).isEqualTo(LossCause.KILLED_BY_USER);
    }
  }

  @Test
  void secretIsKnownToTheProcessAndInNoLog() throws Exception {
    try (NodeManagers nodes = nodes(Config.empty(), own())) {
      Container container = master.allocate(CONTAINER);
      nodes.start(container, launch(SMALL, "wait"));
      Path logs = awaitLog(container, "stdout").getParent();
      assertThat(logs.resolve("stdout")).content().contains("secret is known: true");
      try (Stream<Path> all = Files.list(logs)) {
        assertThat(all.toList())
            .anyMatch(file -> file.endsWith("launch_container.sh"))
            .allSatisfy(file -> assertThat(file).content().doesNotContain("hush"));
      }
      nodes.stop(container);
      master.awaitEnd(container);
    }
  }

  @Test
  void logAddressIsTheNodesPage() throws Exception {
    LossReason reason = end(Config.empty(), SMALL, "exit", "1");
    try (var page = URI.create(reason.logAddress() + "/stderr/?start=0").toURL().openStream()) {
      assertThat(new String(page.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
          .contains("last words of exit");
    }
  }

  @Test
  void nodeThatIsGoneIsNamed() throws Exception {
    try (NodeManagers nodes = nodes(Config.empty(), own())) {
      Container real = master.allocate(CONTAINER);
      NodeId gone = NodeId.newInstance("localhost", 1);
      master.tokens.setToken(gone.toString(), master.tokens.getToken(real.getNodeId().toString()));
      Container there =
          Container.newInstance(
              real.getId(),
              gone,
              real.getNodeHttpAddress(),
              real.getResource(),
              real.getPriority(),
              real.getContainerToken());
      assertThatThrownBy(() -> nodes.start(there, launch(SMALL, "wait")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("Cannot start executor e: NodeManager localhost:1 refuses");
      nodes.start(real, launch(SMALL, "exit", "0")); // else it would have to be given back
      master.awaitEnd(real);
    }
  }

  private LossReason end(Config config, List<String> options, String... arguments)
      throws IOException {
    return end(config, own(), options, arguments);
  }

  private LossReason end(StagedProgram program) throws IOException {
    return end(Config.empty(), program, SMALL, "exit", "0");
  }

  private LossReason end(
      Config config, StagedProgram program, List<String> options, String... arguments)
      throws IOException {
    try (NodeManagers nodes = nodes(config, program)) {
      Container container = master.allocate(CONTAINER);
      ExecutorLaunch launch = launch(options, arguments);
      nodes.start(container, launch);
      ContainerStatus last = master.awaitEnd(container);
      return nodes.reason(container, launch, last);
    }
  }

  private NodeManagers nodes(Config config, StagedProgram program) throws IOException {
    Staging staging =
        new Staging() {
          @Override
          public StagedProgram stage(ExecutorProgram ignored) {
            return program;
          }

          @Override
          public void close() {}
        };
    return NodeManagers.open(config, master.hadoop, master.tokens, staging);
  }

  private Path awaitLog(Container container, String name) {
    Path logs = master.cluster.logs().resolve("containers-nodemanager-1");
    Path file =
        logs.resolve(master.application.toString())
            .resolve(container.getId().toString())
            .resolve(name);
    master.awaited(
        () -> BareMaster.unchecked(() -> Files.exists(file) && Files.size(file) > 0) ? true : null);
    return file;
  }

  /** The program is on this machine. */
  private static StagedProgram own() {
    return files(Map.of());
  }

  private static StagedProgram files(Map<String, LocalResource> resources) {
    String classes =
        BareMaster.unchecked(
                () ->
                    Path.of(
                        DoomedProgram.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI()))
            .toString();
    return new StagedProgram(resources, List.of(classes), Optional.empty(), List.of());
  }

  private static Map<String, LocalResource> resource(URI file, long time) {
    return Map.of(
        "file",
        LocalResource.newInstance(
            URL.fromURI(file),
            LocalResourceType.FILE,
            LocalResourceVisibility.APPLICATION,
            1,
            time));
  }

  private static ExecutorLaunch launch(List<String> options, String... arguments) {
    ResourceProfile profile = ResourceProfile.ofExecutor(new ProfileId("p"), Resources.of(1, HEAP));
    return new ExecutorLaunch(
        new ExecutorId("e"),
        profile,
        new ExecutorProgram(DoomedProgram.class.getName(), List.of(), options),
        List.of(arguments),
        new TreeMap<>(Map.of("SECRET", "hush")));
  }
}
