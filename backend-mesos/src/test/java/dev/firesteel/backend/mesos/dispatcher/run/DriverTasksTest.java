package dev.firesteel.backend.mesos.dispatcher.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.ExecutorProgram;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.resource.ResourceProfile;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.backend.mesos.dispatcher.Driver;
import dev.firesteel.backend.mesos.dispatcher.DriverOrder;
import dev.firesteel.backend.mesos.dispatcher.DriverState;
import dev.firesteel.backend.mesos.dispatcher.PrivateFile;
import dev.firesteel.backend.mesos.driver.DriverProgram;
import dev.firesteel.backend.mesos.serve.Provisions;
import dev.firesteel.shipping.Extent;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.Environment.Variable;
import org.apache.mesos.v1.Protos.Label;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriverTasksTest {
  private static final String HASH = "cd".repeat(32);
  private static final ExecutorId ID = new ExecutorId("driver-7-1");

  @TempDir private Path dir;
  private final Map<String, String> settings = new TreeMap<>();
  private final Map<String, PrivateFile> privateFiles = new TreeMap<>();

  @Test
  void moreThanATaskCanBeToldIsRefused() {
    byte[] noise = new byte[90_000];
    new Random(1).nextBytes(noise);
    privateFiles.put("k", new PrivateFile("f", noise));
    assertRefused("96 KiB");
  }

  @Test
  void settingsThatCannotBeMeantAreRefused() {
    settings.put("firesteel.mesos.container.type", "docker");
    assertRefused("firesteel.mesos.container.image");
    settings.clear();
    settings.put("firesteel.mesos.environment.A-B", "1");
    assertRefused("'A-B' cannot be a variable");
    settings.clear();
    settings.put("firesteel.driver.memory", "much");
    assertRefused("firesteel.driver.memory");
    settings.clear();
    settings.put("firesteel.driver.supervise", "yes");
    assertRefused("firesteel.driver.supervise");
    settings.clear();
    settings.put("firesteel.files", "hdfs://h/a,hdfs://h/b#a");
    assertRefused("both are named a");
    settings.clear();
    DriverTasks.check(order());
  }

  private void assertRefused(String why) {
    assertThatThrownBy(() -> DriverTasks.check(order()))
        .isInstanceOf(FiresteelException.class)
        .hasMessageContaining(why);
  }

  @Test
  void theProgramIsToldInASecretAndNowhereElse() throws IOException {
    settings.put("firesteel.secret", "hunter2");
    settings.put("firesteel.containers.cds-archives", "/home/me/cds");
    privateFiles.put("k", new PrivateFile("f", "hunter2".getBytes(StandardCharsets.UTF_8)));
    TaskInfo task = task();
    Variable told = variable(task.getCommand(), DriverProgram.VARIABLE);
    assertThat(told.getType()).isEqualTo(Variable.Type.SECRET);
    DriverProgram program =
        DriverProgram.decoded(told.getSecret().getValue().getData().toStringUtf8());
    assertThat(program.mainClass()).isEqualTo("com.acme.Report");
    assertThat(program.arguments()).containsExactly("hunter2", "");
    assertThat(program.settings())
        .isEqualTo(
            Map.of(
                "firesteel.secret", "hunter2",
                "firesteel.app.name", "report",
                "firesteel.mesos.framework-id", "f-0001-driver-7"));
    assertThat(program.privateFiles()).isEqualTo(privateFiles);
    TaskInfo.Builder without = task.toBuilder();
    without.getCommandBuilder().clearEnvironment();
    assertThat(without.build().toString()).doesNotContain("hunter2", "com.acme.Report");
  }

  @Test
  void aSupervisedDriverThatIsCutOffLosesItsFrameworkBeforeItIsGivenUp() throws IOException {
    String key = "firesteel.mesos.failover-timeout";
    settings.put(key, "10m");
    assertThat(told()).containsEntry(key, "10m");
    settings.put("firesteel.driver.supervise", "true");
    assertThat(told()).containsEntry(key, "60000ms");
    settings.remove(key);
    assertThat(told()).containsEntry(key, "60000ms");
    settings.put(key, "5s");
    assertThat(told()).containsEntry(key, "5000ms");
  }

  private Map<String, String> told() throws IOException {
    Variable told = variable(task().getCommand(), DriverProgram.VARIABLE);
    return DriverProgram.decoded(told.getSecret().getValue().getData().toStringUtf8()).settings();
  }

  @Test
  void aTaskIsWhatItsOrderSays() throws IOException {
    settings.put("firesteel.driver.memory", "2g");
    settings.put("firesteel.driver.memory-overhead", "512m");
    settings.put("firesteel.driver.cores", "3");
    settings.put("firesteel.driver.java-options", "-Da=b -Dlog4j2.configurationFile=/my/log.xml");
    settings.put("firesteel.files", "upload:" + HASH + "/log.xml");
    settings.put("firesteel.mesos.labels", "team:etl");
    settings.put("firesteel.mesos.user", "etl");
    settings.put("firesteel.mesos.java", "/opt/java");
    TaskInfo task = task();
    assertThat(task.getName()).isEqualTo("report driver-7");
    assertThat(task.getTaskId().getValue()).isEqualTo("driver-7-1.k3f9");
    assertThat(task.getAgentId().getValue()).isEqualTo("agent");
    assertThat(task.getKillPolicy().getGracePeriod().getNanoseconds()).isEqualTo(30_000_000_000L);
    assertThat(task.getLabels().getLabelsList())
        .extracting(Label::getKey)
        .containsExactly("firesteel.driver", "team");
    assertThat(task.getCommand().getUser()).isEqualTo("etl");
    assertThat(task.getCommand().getValue())
        .contains("'-Xmx2048m'", "'-XX:ParallelGCThreads=3'", "'-XX:MaxDirectMemorySize=256m'")
        .contains("'-Da=b'", "'-Dlog4j2.configurationFile=files/log.xml'", "java='/opt/java'")
        .contains("Cannot run a driver", "'dev.firesteel.backend.mesos.driver.DriverMain' &");
  }

  @Test
  void uploadedFilesComeFromTheDispatcherAndOthersFromWhereTheyAre() throws IOException {
    settings.put("firesteel.jars", "upload:" + HASH + "/app.jar,http://repo/x.jar");
    settings.put("firesteel.archives", "hdfs://h/m.zip#model");
    List<CommandInfo.URI> uris = task().getCommand().getUrisList();
    assertThat(uris)
        .extracting(CommandInfo.URI::getValue)
        .startsWith("http://dispatcher:7077/files/" + HASH + "/app.jar", "hdfs://h/m.zip")
        .last()
        .asString()
        .matches("http://127.0.0.1:\\d+/[0-9a-f]{64}/runtime.zip");
    assertThat(uris)
        .extracting(CommandInfo.URI::getOutputFile)
        .containsExactly("executor/files/app.jar", "executor/archives/model.zip", "");
    assertThat(uris).extracting(CommandInfo.URI::getCache).containsExactly(true, false, true);
    assertThat(uris).extracting(CommandInfo.URI::getExecutable).containsExactly(true, false, false);
  }

  @Test
  void anInstalledRuntimeIsUsed() throws IOException {
    settings.put("firesteel.mesos.home", "/opt/firesteel");
    CommandInfo command = task().getCommand();
    assertThat(command.getUrisCount()).isZero();
    assertThat(command.getValue()).contains("-cp '/opt/firesteel/lib/*'");
  }

  private DriverOrder order() {
    return new DriverOrder(
        "key",
        "report",
        "me",
        "com.acme.Report",
        List.of("hunter2", ""),
        new TreeMap<>(settings),
        new TreeMap<>(privateFiles));
  }

  private TaskInfo task() throws IOException {
    Path jar = Files.writeString(dir.resolve("a.jar"), "A");
    Driver driver =
        new Driver(
            "driver-7",
            order(),
            DriverState.LAUNCHED,
            1,
            Instant.EPOCH,
            Optional.empty(),
            Optional.empty(),
            "",
            "f-0001-driver-7",
            "",
            "");
    Config own =
        Config.of(
            Map.of("firesteel.driver.host", "127.0.0.1", "firesteel.mesos.user", "dispatcher"));
    try (DriverTasks tasks =
        DriverTasks.of(
            Provisions.of(own, Extent.MESOS),
            java.time.Duration.ofSeconds(75),
            URI.create("http://dispatcher:7077/files/"),
            upload -> upload.name().equals("app.jar"),
            id -> {
              assertThat(id).isEqualTo(ID);
              return driver;
            })) {
      return tasks.task(
          new ExecutorLaunch(
              ID,
              ResourceProfile.ofExecutor(new ProfileId("p"), Resources.of(1, 64)),
              new ExecutorProgram("X", List.of(jar), List.of()),
              List.of(),
              new TreeMap<>()),
          TaskID.newBuilder().setValue("driver-7-1.k3f9").build(),
          AgentID.newBuilder().setValue("agent").build(),
          List.of());
    }
  }

  private static Variable variable(CommandInfo command, String name) {
    return command.getEnvironment().getVariablesList().stream()
        .filter(each -> each.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
