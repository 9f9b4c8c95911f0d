package dev.firesteel.backend.mesos.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.backend.MasterUrl;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.mesos.test.AgentSpec;
import dev.firesteel.mesos.test.MesosTestCluster;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole of a dispatcher in this JVM, on the double; its command is tested by the launcher. */
class DispatcherTest {
  @TempDir static Path mesos;
  private static MesosTestCluster cluster;

  @TempDir Path directory;

  @BeforeAll
  static void startCluster() {
    cluster =
        MesosTestCluster.builder()
            .agent(AgentSpec.of(1, 512))
            .allocationInterval(Duration.ofMillis(50))
            .directory(mesos)
            .start();
  }

  @AfterAll
  static void closeCluster() {
    cluster.close();
  }

  // ---- refusals

  @Test
  void aMasterThatIsNotThereIsAnErrorAndNothingStaysOpen() {
    assertThatThrownBy(() -> start("127.0.0.1:1", Map.of()))
        .isInstanceOf(FiresteelException.class)
        .hasMessageContaining("127.0.0.1:1");
    start().close();
  }

  @Test
  void aMasterUrlThatIsWrongIsRefused() {
    assertThatThrownBy(() -> start("", Map.of()))
        .isInstanceOfSatisfying(
            FiresteelException.class,
            e -> assertThat(e.category()).isEqualTo(ErrorCategory.CONFIGURATION));
  }

  @Test
  void aSecondOneInTheSameDirectoryIsRefusedAndDoesNotDisturbTheFirst() {
    try (Dispatcher first = start()) {
      assertThatThrownBy(this::start)
          .isInstanceOf(FiresteelException.class)
          .hasMessageContaining("another dispatcher keeps its drivers there");
      assertThat(first.failure().toCompletableFuture()).isNotDone();
    }
  }

  @Test
  void anOrderThatNoTaskCanBeMadeOfIsRefused() {
    try (Dispatcher dispatcher = start()) {
      DriverOrder wrong = Orders.of("k", Map.of("firesteel.mesos.container.volumes", "no path"));
      assertThatThrownBy(() -> dispatcher.drivers().submit(wrong))
          .isInstanceOf(FiresteelException.class)
          .hasMessageContaining("firesteel.mesos.container.volumes");
      assertThat(dispatcher.drivers().all()).isEmpty();
    }
  }

  @Test
  void oneWhoseFrameworkAnotherTakesSaysThatItCannotGoOn() throws Exception {
    start().close();
    Path copy = Files.createDirectory(directory.resolve("copy"));
    Files.copy(directory.resolve("drivers.mv"), copy.resolve("drivers.mv"));
    Map<String, String> elsewhere = Map.of("firesteel.mesos.dispatcher.directory", copy.toString());
    try (Dispatcher first = start();
        Dispatcher other = start(cluster.master(), elsewhere)) {
      FiresteelException why = first.failure().toCompletableFuture().get(20, TimeUnit.SECONDS);
      assertThat(why).hasMessageContaining("another");
      assertThat(other.failure().toCompletableFuture()).isNotDone();
    }
  }

  // ---- life

  @Test
  void theNextOneIsTheSameFrameworkAndHasTheSameQueue() throws Exception {
    String about;
    String id;
    try (Dispatcher first = start()) {
      about = get(first, "/v1");
      id = first.drivers().submit(Orders.of("k", large())).id();
    }
    try (Dispatcher next = start()) {
      assertThat(get(next, "/v1")).isEqualTo(about).contains("\"firesteel-");
      assertThat(next.drivers().all()).extracting(Driver::id).containsExactly(id);
      assertThat(get(next, "/v1/drivers/" + id)).contains("QUEUED").doesNotContain("s3cret");
      next.drivers().kill(id);
    }
    try (var files = Files.walk(directory)) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(1);
    }
  }

  @Test
  void whatIsTooLargeIsToldToBe() throws Exception {
    try (Dispatcher dispatcher = start()) {
      String id = dispatcher.drivers().submit(Orders.of("k", large())).id();
      String told = dispatcher.drivers().find(id).orElseThrow().diagnostics();
      for (int i = 0; i < 500 && !told.contains("firesteel.driver"); i++) {
        LockSupport.parkNanos(20_000_000);
        told = dispatcher.drivers().find(id).orElseThrow().diagnostics();
      }
      assertThat(told).contains("firesteel.driver.memory").doesNotContain("executor");
    }
  }

  private static Map<String, String> large() {
    return Map.of("firesteel.driver.memory", "64g");
  }

  // ---- words for the tests

  private Dispatcher start() {
    return start(cluster.master(), Map.of());
  }

  private Dispatcher start(String master, Map<String, String> more) {
    Map<String, String> settings = new TreeMap<>(more);
    settings.put("firesteel.driver.host", "127.0.0.1");
    settings.put("firesteel.mesos.dispatcher.port", "0");
    settings.putIfAbsent("firesteel.mesos.dispatcher.directory", directory.toString());
    return Dispatcher.start(new MasterUrl("mesos://" + master), Config.of(settings));
  }

  private static String get(Dispatcher dispatcher, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(dispatcher.address() + path)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
