package dev.firesteel.backend.mesos.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.MasterUrl;
import dev.firesteel.api.config.Config;
import dev.firesteel.backend.mesos.dispatcher.run.ProbeMain;
import dev.firesteel.mesos.test.MesosTestCluster;
import dev.firesteel.shipping.Digest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole drivers on the double: real processes, that fetch the runtime and an uploaded jar. */
@Timeout(120)
class DriverOnMesosTest {
  @TempDir private static Path directory;
  private static MesosTestCluster cluster;
  private static Dispatcher dispatcher;
  private static String jar;

  @BeforeAll
  static void start() throws Exception {
    cluster =
        MesosTestCluster.builder()
            .agents(2)
            .allocationInterval(Duration.ofMillis(50))
            .directory(directory.resolve("mesos"))
            .start();
    Config config =
        Config.of(
            Map.of(
                "firesteel.driver.host", "127.0.0.1",
                "firesteel.mesos.dispatcher.port", "0",
                "firesteel.mesos.dispatcher.directory", directory.resolve("d").toString()));
    dispatcher = Dispatcher.start(new MasterUrl("mesos://" + cluster.master()), config);
    byte[] content = ProbeMain.jar();
    jar = Digest.of(Files.write(directory.resolve("probe.jar"), content)).hex() + "/probe.jar";
    HttpRequest put =
        HttpRequest.newBuilder(URI.create(dispatcher.address() + "/v1/files/" + jar))
            .PUT(BodyPublishers.ofByteArray(content))
            .build();
    assertThat(HttpClient.newHttpClient().send(put, BodyHandlers.ofString()).statusCode())
        .isEqualTo(201);
  }

  @AfterAll
  static void close() {
    dispatcher.close();
    List<?> violations = cluster.violations();
    cluster.close();
    assertThat(violations).as("what the double complains of").isEmpty();
  }

  @Test
  void aProgramThatThrowsHasFailedAndItsDriverSaysWhy() {
    Driver failed = await(submit("throw"), each -> each.state().ended());
    assertThat(failed.state()).isEqualTo(DriverState.FAILED);
    assertThat(failed.diagnostics())
        .contains(ProbeMain.class.getName() + " threw java.io.IOException: no such thing");
  }

  @Test
  void aProgramWhoseHeapIsFullHasFailedAndNotBeenCancelled() {
    Driver failed = await(submit("exhaust"), each -> each.state().ended());
    assertThat(failed.state()).isEqualTo(DriverState.FAILED);
    assertThat(failed.diagnostics())
        .contains("ended because its heap is full (raise firesteel.driver.memory");
  }

  @Test
  void aProgramThatIsCancelledIsKilled() {
    Driver cancelled = await(submit("cancelled"), each -> each.state().ended());
    assertThat(cancelled.state()).isEqualTo(DriverState.KILLED);
  }

  @Test
  void aProgramRunsAndItsOutputIsRead() {
    Driver ended = await(submit("words", "a", "Grüße"), each -> each.state().ended());
    assertThat(ended.state()).as(ended.diagnostics()).isEqualTo(DriverState.FINISHED);
    assertThat(log(ended)).contains("words [words, a, Grüße]", "as " + ended.framework());
  }

  @Test
  void aProgramThatWaitsIsEndedOnRequest() {
    Driver driver = submit("wait");
    await(driver, each -> each.state() == DriverState.RUNNING && log(each).contains("waiting"));
    dispatcher.drivers().kill(driver.id());
    assertThat(await(driver, each -> each.state().ended()).state()).isEqualTo(DriverState.KILLED);
    assertThat(cluster.tasks()).allMatch(each -> each.pid().isEmpty());
  }

  private Driver submit(String... words) {
    return dispatcher
        .drivers()
        .submit(
            new DriverOrder(
                words[0],
                "probe",
                "me",
                ProbeMain.class.getName(),
                List.of(words),
                new TreeMap<>(
                    Map.of(
                        "firesteel.jars",
                        "upload:" + jar,
                        "firesteel.driver.memory",
                        "64m",
                        "firesteel.mesos.java",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString())),
                new TreeMap<>()));
  }

  private Driver await(Driver driver, Predicate<Driver> that) {
    Driver now = dispatcher.drivers().find(driver.id()).orElseThrow();
    while (!that.test(now)) {
      LockSupport.parkNanos(20_000_000);
      now = dispatcher.drivers().find(driver.id()).orElseThrow();
    }
    return now;
  }

  private String log(Driver driver) {
    return new String(
        dispatcher.drivers().log(driver.id(), LogStream.STDOUT, 0).bytes(), StandardCharsets.UTF_8);
  }
}
