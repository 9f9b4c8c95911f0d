package dev.firesteel.backend.mesos.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.ExecutorProgram;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.resource.ResourceProfile;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.backend.mesos.serve.Provisions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.ContainerInfo;
import org.apache.mesos.v1.Protos.ContainerInfo.DockerInfo;
import org.apache.mesos.v1.Protos.Environment.Variable;
import org.apache.mesos.v1.Protos.Image;
import org.apache.mesos.v1.Protos.Label;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.Volume;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskInfosTest {
  private static final List<String> NASTY =
      List.of(
          "plain",
          "two words",
          "",
          "'single' \"double\"",
          "$HOME ${HOME} `id` $(id) \\ * ? ~ # ! & | ; < > ( ) [ ] \\\\",
          "@JAVA @DIRECTORY @RUN",
          "a\nb\tc\rd",
          "-e",
          "'",
          "\"",
          "\\",
          "Grüße \u20ac \ud83d\ude00",
          "'\\''");

  @TempDir private Path dir;
  private FakeAgent agent;
  private final Map<String, String> settings = new HashMap<>();
  private List<String> options = List.of();
  private List<String> arguments = List.of();
  private final Map<String, String> secrets = new TreeMap<>();

  @BeforeEach
  void startAgent() throws IOException {
    agent = new FakeAgent(dir);
    settings.put("firesteel.mesos.home", "/opt/fire steel");
  }

  @Test
  void anExecutorWithoutJavaSaysSo() throws Exception {
    settings.put("firesteel.mesos.java", "/no/where/java");
    assertThat(agent.run(command())).isEqualTo(ShellExits.NO_JAVA);
    assertThat(agent.errors()).contains("there is no Java at '/no/where/java'", "mesos.java");
    assertThat(ShellExits.explain(ShellExits.NO_JAVA)).isPresent();
    assertThat(agent.sandbox.resolve("executor")).doesNotExist();
  }

  @Test
  void aJavaThatIsTooOldSaysSo() throws Exception {
    for (String old : List.of("1.8.0_402", "11.0.2", "16")) {
      agent.with("JAVA_IS", old).with("JAVA_DOES", "exit 1");
      assertThat(agent.run(command())).as(old).isEqualTo(ShellExits.OLD_JAVA);
      assertThat(agent.errors()).contains("and at least 17 is needed");
    }
  }

  @Test
  void theExitCodeIsTheJvms() throws Exception {
    for (int code : List.of(0, 1, 3, 24, 137)) {
      assertThat(agent.with("JAVA_DOES", "exit " + code).run(command())).isEqualTo(code);
    }
    assertThat(agent.with("JAVA_DOES", "kill -KILL $$").run(command())).isEqualTo(137);
  }

  @Test
  void aProgramsOwnExitCodeIsNotTakenForTheShells() throws Exception {
    for (int code : List.of(ShellExits.NO_JAVA, ShellExits.OLD_JAVA, ShellExits.NO_FILES)) {
      int told = agent.with("JAVA_DOES", "exit " + code).run(command());
      assertThat(told).isNotZero();
      assertThat(ShellExits.explain(told)).as("%s, told as %s", code, told).isEmpty();
    }
  }

  @Test
  void requestsToEndArePassedOnAndTheEndIsAwaited() throws Exception {
    agent.with(
        "JAVA_DOES",
        "trap 'touch ../asked; kill $!; exit 7' TERM;" + " touch ../ready; sleep 600 & wait");
    Process shell = agent.start(command());
    await(agent.sandbox.resolve("ready"));
    shell.destroy();
    assertThat(shell.waitFor()).isEqualTo(7);
    assertThat(agent.sandbox.resolve("asked")).exists();
  }

  @Test
  void nothingOfTheExecutorIsLeftHoweverItEnds() throws Exception {
    agent.with("JAVA_DOES", "touch scratch/blocks tmp/x; kill -KILL $$");
    agent.run(command());
    assertThat(agent.wrote("given-files")).contains("/executor/scratch", "/executor/tmp");
    assertThat(agent.sandbox.resolve("executor")).doesNotExist();
    assertThat(agent.sandbox.resolve("stderr")).exists();
  }

  @Test
  void theRemovalOfFilesOutlivesARequestToEndThatComesMeanwhile() throws Exception {
    Path stubs = Files.createDirectories(dir.resolve("stubs"));
    Path rm = Files.writeString(stubs.resolve("rm"), "#!/bin/sh\nkill -TERM $$; /bin/rm \"$@\"\n");
    assertThat(rm.toFile().setExecutable(true)).isTrue();
    agent.with("PATH", stubs + ":/usr/bin:/bin").with("JAVA_DOES", "touch scratch/blocks; exit 0");
    assertThat(agent.runBelowAShell(command())).isZero();
    assertThat(agent.sandbox.resolve("executor")).doesNotExist();
    assertThat(agent.run(command())).isZero();
    assertThat(agent.sandbox.resolve("executor")).doesNotExist();
  }

  @Test
  void processesThatAnExecutorStartedGoWithIt() throws Exception {
    agent.with("JAVA_DOES", "sleep 600 & echo $! >../child; exit 3");
    assertThat(agent.run(command())).isEqualTo(3);
    long child = Long.parseLong(agent.wrote("child"));
    ProcessHandle.of(child).ifPresent(each -> each.onExit().orTimeout(10, TimeUnit.SECONDS).join());
  }

  @Test
  void argumentsAndOptionsArriveAsTheyAre() throws Exception {
    arguments = NASTY;
    options = List.of("-Da=$HOME 'b'", "-Dlog4j2.configurationFile=/drivers/log.xml");
    assertThat(agent.run(command())).isZero();
    List<String> given = agent.arguments();
    assertThat(given.subList(given.size() - NASTY.size(), given.size())).isEqualTo(NASTY);
    assertThat(given)
        .contains("-Da=$HOME 'b'", "-Xmx1000m")
        .containsSequence("-cp", "/opt/fire steel/lib/*", "Main")
        .noneMatch(each -> each.contains("log.xml"));
  }

  @Test
  void directoriesAreTheExecutorsOwn() throws Exception {
    Path file = Files.writeString(dir.resolve("data.csv"), "x");
    settings.put(CoreKeys.FILES.name(), file.toString());
    settings.put("firesteel.driver.host", "127.0.0.1");
    agent.run(command());
    Path own = agent.sandbox.resolve("executor");
    assertThat(agent.wrote("given-directory")).isEqualTo(own.toString());
    assertThat(agent.arguments())
        .contains(
            "-Djava.io.tmpdir=" + own + "/tmp",
            "-Dfiresteel.scratch=" + own + "/scratch",
            "-Dfiresteel.localized=" + own + "/files",
            "-XX:ErrorFile=" + agent.sandbox + "/jvm-error");
  }

  @Test
  void inANetworkOfItsOwnAnExecutorServesAtItsAddressThere() throws Exception {
    agent.run(command());
    assertThat(agent.arguments()).noneMatch(each -> each.startsWith("-Dfiresteel.serves="));
    settings.put("firesteel.mesos.container.network", "blue");
    agent.run(command());
    assertThat(agent.arguments()).anyMatch(each -> each.matches("-Dfiresteel\\.serves=\\S+"));
  }

  @Test
  void archivesAreUnpackedFirst() throws Exception {
    Path archive = Files.writeString(dir.resolve("a.zip"), "x");
    settings.put(CoreKeys.ARCHIVES.name(), archive + "#it's");
    settings.put("firesteel.driver.host", "127.0.0.1");
    assertThat(agent.run(command())).isZero();
    assertThat(agent.wrote("unpacked")).isEqualTo("archives/it's.zip files/it's");
    assertThat(agent.with("UNPACKING", "1").run(command())).isEqualTo(ShellExits.NO_FILES);
  }

  @Test
  void variablesOfTheSettingsArriveAsTheyAre() throws Exception {
    for (int i = 0; i < NASTY.size(); i++) {
      settings.put("firesteel.mesos.environment.V_" + i, NASTY.get(i));
    }
    agent.run(command());
    for (int i = 0; i < NASTY.size(); i++) {
      assertThat(agent.environment()).containsEntry("V_" + i, NASTY.get(i));
    }
    assertThat(agent.environment()).containsEntry("LANG", "C.UTF-8");
  }

  @Test
  void aNameThatCannotBeAVariableIsRefused() {
    settings.put("firesteel.mesos.environment.A-B", "1");
    assertThatThrownBy(this::task)
        .isInstanceOf(FiresteelException.class)
        .hasMessageContaining("'A-B' cannot be a variable");
  }

  @Test
  void secretsArriveAndAreInNothingThatMesosShows() throws Exception {
    secrets.put("FIRESTEEL_SECRET", "s3cr3t");
    TaskInfo task = task();
    agent.run(task.getCommand());
    assertThat(agent.environment()).containsEntry("FIRESTEEL_SECRET", "s3cr3t");
    Variable variable = variable(task.getCommand(), "FIRESTEEL_SECRET");
    assertThat(variable.getType()).isEqualTo(Variable.Type.SECRET);
    assertThat(variable.hasValue()).isFalse();
    TaskInfo.Builder without = task.toBuilder();
    without.getCommandBuilder().clearEnvironment();
    assertThat(without.build().toString()).doesNotContain("s3cr3t");
  }

  @Test
  void dockerKnowsNoSecrets() {
    secrets.put("FIRESTEEL_SECRET", "s3cr3t");
    settings.put("firesteel.mesos.container.type", "docker");
    settings.put("firesteel.mesos.container.image", "i");
    assertThat(variable(task().getCommand(), "FIRESTEEL_SECRET").getValue()).isEqualTo("s3cr3t");
  }

  @Test
  void aTaskIsWhatItsLaunchSays() {
    settings.put("firesteel.mesos.release-grace", "2s");
    settings.put("firesteel.mesos.labels", "team:etl,bare");
    TaskInfo task = task();
    assertThat(task.getName()).isEqualTo("word count e");
    assertThat(task.getTaskId().getValue()).isEqualTo("e.k3f9");
    assertThat(task.getAgentId().getValue()).isEqualTo("agent");
    assertThat(task.getKillPolicy().getGracePeriod().getNanoseconds()).isEqualTo(2_000_000_000L);
    assertThat(task.getLabels().getLabelsList())
        .extracting(Label::getKey, Label::getValue)
        .extracting(Object::toString)
        .containsExactly(
            "(\"firesteel.application\", \"app-1\")",
            "(\"firesteel.executor\", \"e\")",
            "(\"team\", \"etl\")",
            "(\"bare\", \"\")");
    assertThat(task.hasContainer()).isFalse();
  }

  @Test
  void dockerWithoutAnImageIsRefused() {
    settings.put("firesteel.mesos.container.type", "docker");
    assertThatThrownBy(this::task)
        .isInstanceOf(FiresteelException.class)
        .hasMessageContaining("firesteel.mesos.container.image");
  }

  @Test
  void imagesVolumesAndNetworksOfMesos() {
    settings.put("firesteel.mesos.container.image", "repo/java:17");
    settings.put("firesteel.mesos.container.volumes", "/data:/in:ro,/fast:/scratch");
    settings.put("firesteel.mesos.container.network", "blue");
    settings.put("firesteel.mesos.container.force-pull", "true");
    ContainerInfo container = task().getContainer();
    assertThat(container.getType()).isEqualTo(ContainerInfo.Type.MESOS);
    Image image = container.getMesos().getImage();
    assertThat(image.getDocker().getName()).isEqualTo("repo/java:17");
    assertThat(image.getCached()).isFalse();
    assertThat(container.getVolumesList())
        .extracting(Volume::getHostPath, Volume::getContainerPath, Volume::getMode)
        .extracting(Object::toString)
        .containsExactly("(\"/data\", \"/in\", RO)", "(\"/fast\", \"/scratch\", RW)");
    assertThat(container.getNetworkInfos(0).getName()).isEqualTo("blue");
  }

  @Test
  void imagesAndNetworksOfDocker() {
    settings.put("firesteel.mesos.container.type", "docker");
    settings.put("firesteel.mesos.container.image", "repo/java:17");
    settings.put("firesteel.mesos.container.docker-parameters", "cap-add=SYS_PTRACE");
    DockerInfo docker = task().getContainer().getDocker();
    assertThat(docker.getImage()).isEqualTo("repo/java:17");
    assertThat(docker.getNetwork()).isEqualTo(DockerInfo.Network.HOST);
    assertThat(docker.getParameters(0).getKey()).isEqualTo("cap-add");
    settings.put("firesteel.mesos.container.network", "bridge");
    assertThat(task().getContainer().getDocker().getNetwork()).isEqualTo(DockerInfo.Network.BRIDGE);
    settings.put("firesteel.mesos.container.network", "blue");
    assertThat(task().getContainer().getDocker().getNetwork()).isEqualTo(DockerInfo.Network.USER);
    assertThat(task().getContainer().getNetworkInfos(0).getName()).isEqualTo("blue");
  }

  private CommandInfo command() {
    return task().getCommand();
  }

  private TaskInfo task() {
    Config config = Config.of(settings);
    try (TaskInfos tasks = TaskInfos.of("app-1", "word count", config, Provisions.of(config))) {
      return tasks.task(
          launch(),
          TaskID.newBuilder().setValue("e.k3f9").build(),
          AgentID.newBuilder().setValue("agent").build(),
          List.of());
    }
  }

  private ExecutorLaunch launch() {
    ResourceProfile profile = ResourceProfile.ofExecutor(new ProfileId("p"), Resources.of(3, 1000));
    return new ExecutorLaunch(
        new ExecutorId("e"),
        profile,
        new ExecutorProgram("Main", List.of(), options),
        new ArrayList<>(arguments),
        new TreeMap<>(secrets));
  }

  private static Variable variable(CommandInfo command, String name) {
    return command.getEnvironment().getVariablesList().stream()
        .filter(each -> each.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static void await(Path file) throws IOException, InterruptedException {
    try (var watch = file.getFileSystem().newWatchService()) {
      file.getParent().register(watch, java.nio.file.StandardWatchEventKinds.ENTRY_CREATE);
      while (!Files.exists(file)) {
        var key = watch.poll(10, TimeUnit.SECONDS);
        assertThat(key).as("a file %s", file).isNotNull();
        key.reset();
      }
    }
  }
}
