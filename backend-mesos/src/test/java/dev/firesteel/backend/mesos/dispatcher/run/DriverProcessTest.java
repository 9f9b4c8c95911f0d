package dev.firesteel.backend.mesos.dispatcher.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.ExecutorProgram;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.resource.ResourceProfile;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.backend.mesos.dispatcher.Driver;
import dev.firesteel.backend.mesos.dispatcher.DriverOrder;
import dev.firesteel.backend.mesos.dispatcher.DriverState;
import dev.firesteel.backend.mesos.dispatcher.PrivateFile;
import dev.firesteel.backend.mesos.serve.Provisions;
import dev.firesteel.shipping.Extent;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.TaskID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Drivers in real sandboxes: their runtime fetched and unpacked, the program in an uploaded jar.
 */
class DriverProcessTest {
  private static final String HASH = "ef".repeat(32);

  private static HttpServer dispatcher;
  private static DriverTasks tasks;
  private static DriverOrder order;

  @TempDir private Path dir;
  private final Map<String, String> settings = new TreeMap<>();
  private SandboxedTask task;

  @BeforeAll
  static void serve() throws IOException {
    Map<String, byte[]> uploads =
        Map.of(
            "/files/" + HASH + "/probe.jar", ProbeMain.jar(),
            "/files/" + HASH + "/d", "D".getBytes(StandardCharsets.UTF_8),
            "/files/" + HASH + "/m.zip",
                ProbeMain.zip("inside", "M".getBytes(StandardCharsets.UTF_8)));
    dispatcher = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    dispatcher.createContext(
        "/",
        exchange -> {
          byte[] content = uploads.get(exchange.getRequestURI().getPath());
          exchange.sendResponseHeaders(200, content.length);
          exchange.getResponseBody().write(content);
          exchange.close();
        });
    dispatcher.start();
    tasks =
        DriverTasks.of(
            Provisions.of(Config.of(Map.of("firesteel.driver.host", "127.0.0.1")), Extent.MESOS),
            java.time.Duration.ofSeconds(75),
            URI.create("http://127.0.0.1:" + dispatcher.getAddress().getPort() + "/files/"),
            upload -> false,
            id -> driver());
  }

  @AfterAll
  static void close() {
    tasks.close();
    dispatcher.stop(0);
  }

  @BeforeEach
  void makeSandbox() throws IOException {
    task = new SandboxedTask(Files.createDirectory(dir.resolve("a sandbox")));
    settings.put(
        "firesteel.mesos.java", Path.of(System.getProperty("java.home"), "bin/java").toString());
    settings.put("firesteel.driver.memory", "64m");
    settings.put(
        "firesteel.driver.java-options",
        "-Dlog4j2.loggerContextFactory="
            + "org.apache.logging.log4j.simple.SimpleLoggerContextFactory");
    settings.put("firesteel.jars", "upload:" + HASH + "/probe.jar");
  }

  @Test
  void aClassThatNoJarHoldsCannotBegin() throws Exception {
    assertThat(task.run(command("com.acme.Missing"))).isEqualTo(2);
    assertThat(task.errors())
        .contains("The driver has failed: Cannot run class com.acme.Missing: no jar holds it");
  }

  @Test
  void aProgramThatThrowsHasFailedAndItsLogEndsWithWhy() throws Exception {
    assertThat(task.run(probe("throw"))).isEqualTo(1);
    assertThat(task.errors())
        .contains("The driver has failed: " + ProbeMain.class.getName() + " threw java.io.IO")
        .contains("no such thing");
    assertThat(task.sandbox().resolve("executor")).doesNotExist();
  }

  @Test
  void cancelledAndExitedAreToldByTheirCodes() throws Exception {
    assertThat(task.run(probe("cancelled"))).isEqualTo(3);
    task = new SandboxedTask(Files.createDirectory(dir.resolve("another")));
    assertThat(task.run(probe("exit", "5"))).isEqualTo(5);
  }

  @Test
  void aFullHeapIsNotTakenForACancellation() throws Exception {
    assertThat(task.run(probe("exhaust"))).isEqualTo(ExecutorProgram.OUT_OF_MEMORY);
  }

  @Test
  void aSignalEndsItAndNothingIsLeft() throws Exception {
    Process shell = task.start(probe("wait"));
    Path stdout = task.sandbox().resolve("stdout");
    while (!Files.readString(stdout).contains("waiting")) {
      assertThat(shell.isAlive()).as(task.errors()).isTrue();
      Thread.onSpinWait();
    }
    shell.destroy();
    assertThat(shell.waitFor()).isEqualTo(143);
    assertThat(task.sandbox().resolve("executor")).doesNotExist();
  }

  @Test
  void theProgramFindsAllThatItWasGiven() throws Exception {
    settings.put("firesteel.files", "upload:" + HASH + "/d#data");
    settings.put("firesteel.archives", "upload:" + HASH + "/m.zip#model");
    settings.put("firesteel.x", "Grüße");
    assertThat(task.run(probe("look", "", "two words"))).as(task.errors()).isZero();
    Path own = task.sandbox().resolve("executor");
    assertThat(task.output().lines())
        .contains(
            "words [look, , two words]",
            "loader UserClassLoader",
            "directory executor",
            "firesteel.x=Grüße",
            "firesteel.app.name=probe",
            "firesteel.mesos.framework-id=f-driver-1",
            "firesteel.driver.host=127.0.0.5",
            "firesteel.jars=" + own + "/files/probe.jar#probe.jar",
            "firesteel.files=" + own + "/files/data#data",
            "firesteel.archives=" + own + "/archives/model.zip#model",
            "data has D",
            "model/inside has M",
            "private hunter2");
    assertThat(own).doesNotExist();
  }

  private static Driver driver() {
    return new Driver(
        "driver-1",
        order,
        DriverState.LAUNCHED,
        1,
        Instant.EPOCH,
        Optional.empty(),
        Optional.empty(),
        "",
        "f-driver-1",
        "",
        "");
  }

  private CommandInfo probe(String... words) {
    return command(ProbeMain.class.getName(), words);
  }

  private CommandInfo command(String mainClass, String... words) {
    order =
        new DriverOrder(
            "key",
            "probe",
            "me",
            mainClass,
            List.of(words),
            new TreeMap<>(settings),
            new TreeMap<>(
                Map.of(
                    "firesteel.p",
                    new PrivateFile("p", "hunter2".getBytes(StandardCharsets.UTF_8)))));
    return tasks
        .task(
            new ExecutorLaunch(
                new ExecutorId("e"),
                ResourceProfile.ofExecutor(new ProfileId("p"), Resources.of(1, 64)),
                new ExecutorProgram("X", runtime(), List.of()),
                List.of(),
                new TreeMap<>()),
            TaskID.newBuilder().setValue("t").build(),
            AgentID.newBuilder().setValue("a").build(),
            List.of())
        .getCommand();
  }

  /** This JVM's class path without what only tests need. */
  private static List<Path> runtime() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(each -> !each.endsWith("test-classes"))
        .filter(each -> !each.toString().matches(".*(netty|junit|zookeeper|curator|jna|assertj).*"))
        .toList();
  }
}
