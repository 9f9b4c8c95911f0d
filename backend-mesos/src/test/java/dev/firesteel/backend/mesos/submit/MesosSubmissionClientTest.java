package dev.firesteel.backend.mesos.submit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.backend.ApplicationStatus;
import dev.firesteel.api.backend.ApplicationStatus.State;
import dev.firesteel.api.backend.LogReader;
import dev.firesteel.api.backend.SubmissionClient;
import dev.firesteel.api.backend.SubmissionClient.Submission;
import dev.firesteel.api.backend.SubmissionClient.Submitted;
import dev.firesteel.api.backend.SubmissionClient.Submitter;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.backend.mesos.detect.MesosMaster;
import dev.firesteel.backend.mesos.dispatcher.DriverOrder;
import dev.firesteel.backend.mesos.dispatcher.DriverState;
import dev.firesteel.backend.mesos.dispatcher.FakeDrivers;
import dev.firesteel.backend.mesos.dispatcher.LogStream;
import dev.firesteel.backend.mesos.dispatcher.UploadUri;
import dev.firesteel.backend.mesos.dispatcher.http.About;
import dev.firesteel.backend.mesos.dispatcher.http.DispatcherServer;
import dev.firesteel.backend.mesos.dispatcher.http.UploadDirectory;
import dev.firesteel.shipping.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A client and the service, over real HTTP. */
@Timeout(60)
class MesosSubmissionClientTest {
  private static final MesosMaster MASTER =
      MesosMaster.parse(new dev.firesteel.api.backend.MasterUrl("mesos://127.0.0.1:1"));

  private final FakeDrivers drivers = new FakeDrivers();
  @TempDir private Path directory;
  private DispatcherServer server;
  private SubmissionClient client;

  @BeforeEach
  void start() {
    server = serve(Map.of("firesteel.mesos.dispatcher.port", "0"));
    client = client(Map.of());
  }

  private DispatcherServer serve(Map<String, String> settings) {
    Map<String, String> all = new TreeMap<>(settings);
    all.put("firesteel.driver.host", "127.0.0.1");
    DispatcherServer started = DispatcherServer.bind(Config.of(all));
    started.start(
        drivers,
        UploadDirectory.open(directory.resolve("uploads"), Clock.systemUTC()),
        () -> new About(About.NAME, "1", "f-1", "mesos://m:5050"));
    return started;
  }

  private Config config(Map<String, String> settings) {
    Map<String, String> all = new TreeMap<>(settings);
    all.putIfAbsent("firesteel.mesos.dispatcher", server.address().toString());
    return Config.of(all);
  }

  private SubmissionClient client(Map<String, String> settings) {
    return MesosSubmissions.open(MASTER, config(settings));
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private Submitted submit(Map<String, String> settings) {
    return client.submit(new Submission("report", "Main", List.of("in"), config(settings)));
  }

  private static void assertFails(ErrorCategory category, ThrowingCallable call, String... parts) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            FiresteelException.class,
            e -> assertThat(e.category()).as(e.getMessage()).isEqualTo(category))
        .hasMessageContainingAll(parts);
  }

  @Test
  void nobodyThereIsToldAtOnce() {
    client = client(Map.of("firesteel.mesos.dispatcher", "http://127.0.0.1:1"));
    assertFails(
        ErrorCategory.CONFIGURATION,
        () -> submit(Map.of()),
        "nobody listens at http://127.0.0.1:1",
        "firesteel dispatcher");
    assertFails(ErrorCategory.CONFIGURATION, client::list, "nobody listens");
  }

  @Test
  void somebodyElseThereIsToldNothing() {
    try (Stub other = new Stub(200, "", "{\"name\":\"other\"}");
        Stub none = new Stub(404, "", "404 Not Found.")) {
      client = client(Map.of("firesteel.mesos.dispatcher", "http://" + other.hostPort()));
      assertFails(
          ErrorCategory.CONFIGURATION, () -> submit(Map.of()), "no dispatcher", other.hostPort());
      assertThat(other.asked).containsExactly("GET /v1");
      client = client(Map.of("firesteel.mesos.dispatcher", "http://" + none.hostPort()));
      assertFails(ErrorCategory.CONFIGURATION, () -> client.status("x"), "no dispatcher");
    }
  }

  @Test
  void oneThatHasAnsweredAndIsAwayMayComeBack() {
    String id = submit(Map.of()).application();
    String port = Integer.toString(server.address().getPort());
    server.close();
    assertFails(
        ErrorCategory.TRANSIENT, () -> client.status(id), "Cannot tell the status of " + id);
    server = serve(Map.of("firesteel.mesos.dispatcher.port", port));
    assertThat(client.status(id)).isPresent();
  }

  @Test
  void theSecretMustBeTheDispatchers() throws IOException {
    server.close();
    Path secret = Files.writeString(directory.resolve("secret"), "s3cret");
    Path wrong = Files.writeString(directory.resolve("wrong"), "guess");
    String key = "firesteel.mesos.dispatcher.secret-file";
    server = serve(Map.of("firesteel.mesos.dispatcher.port", "0", key, secret.toString()));
    client = client(Map.of());
    assertFails(ErrorCategory.SECURITY, () -> submit(Map.of()), key);
    client = client(Map.of(key, wrong.toString()));
    assertFails(ErrorCategory.SECURITY, client::list, key);
    client = client(Map.of(key, secret.toString()));
    assertThat(submit(Map.of()).application()).isEqualTo("driver-1");
  }

  @Test
  void refusalsOfTheDispatcherAreToldInItsWords() {
    drivers.refuse(new FiresteelException(ErrorCategory.RESOURCES, "1000 drivers wait"));
    assertFails(ErrorCategory.RESOURCES, () -> submit(Map.of()), "1000 drivers wait");
    drivers.refuse(new FiresteelException(ErrorCategory.CONFIGURATION, "it is too large"));
    assertFails(ErrorCategory.CONFIGURATION, () -> submit(Map.of()), "it is too large");
  }

  @Test
  void unknownDriversAreSaidToBe() {
    assertThat(client.status("driver-9")).isEmpty();
    assertThat(client.status("no/such ü?")).isEmpty();
    assertFails(ErrorCategory.CONFIGURATION, () -> client.kill("driver-9"), "driver-9");
    assertFails(ErrorCategory.CONFIGURATION, () -> client.logs("driver-9", new Read()), "driver-9");
  }

  @Test
  void filesAreUploadedOnceUnlessNotEverybodyMayReadThem() throws IOException {
    Path jar = Files.writeString(directory.resolve("app.jar"), "jar");
    Path own = Files.writeString(directory.resolve("own data"), "secret");
    Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwx------"));
    String first = submit(Map.of("firesteel.files", own.toString())).application();
    String second =
        submit(Map.of("firesteel.jars", jar.toString(), "firesteel.files", own.toString()))
            .application();
    DriverOrder one = drivers.find(first).orElseThrow().order();
    DriverOrder two = drivers.find(second).orElseThrow().order();
    assertThat(two.settings().get("firesteel.jars")).matches("upload:[0-9a-f]{64}/app.jar");
    String data = one.settings().get("firesteel.files");
    assertThat(data).matches("upload:[0-9a-f]{64}/own_data#own data");
    assertThat(two.settings().get("firesteel.files")).isNotEqualTo(data);
    Path there = directory.resolve(data.replace("upload:", "uploads/").replaceFirst("#.*", ""));
    assertThat(there).hasContent("secret").isExecutable();
    assertThat(submit(Map.of("firesteel.jars", jar.toString())).application())
        .isEqualTo("driver-3");
  }

  @Test
  void aFileThatHasBecomeAProgramIsMadeOneWithoutItsContent() throws IOException {
    Path tool = Files.writeString(directory.resolve("tool"), "#!/bin/sh");
    UploadUri uri = UploadUri.of(Digest.of("#!/bin/sh"), "tool");
    DispatcherLink link =
        new DispatcherLink(
            HttpClient.newHttpClient(),
            DispatcherAddress.given(server.address()),
            Optional.empty(),
            time -> {});
    assertThat(link.presence(uri, tool)).isEqualTo(DispatcherLink.Presence.MISSING);
    link.put(uri, "", tool);
    assertThat(link.presence(uri, tool)).isEqualTo(DispatcherLink.Presence.THERE);
    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(link.presence(uri, tool)).isEqualTo(DispatcherLink.Presence.NOT_EXECUTABLE);
    link.makeExecutable(uri);
    assertThat(link.presence(uri, tool)).isEqualTo(DispatcherLink.Presence.THERE);
    assertThat(directory.resolve("uploads").resolve(uri.path()))
        .isExecutable()
        .hasContent("#!/bin/sh");
  }

  @Test
  void whoWaitsAndWhoDoesNot() {
    assertThat(submit(Map.of())).isEqualTo(new Submitted("driver-1", Submitter.WAITS));
    assertThat(submit(Map.of("firesteel.mesos.submit.wait", "false")))
        .isEqualTo(new Submitted("driver-2", Submitter.DETACHES));
  }

  @Test
  void statesAreToldAsThoseOfApplications() {
    String id = submit(Map.of("firesteel.mesos.roles", "etl")).application();
    Map<DriverState, State> states =
        Map.of(
            DriverState.QUEUED, State.ACCEPTED,
            DriverState.LAUNCHED, State.ACCEPTED,
            DriverState.WAITING, State.ACCEPTED,
            DriverState.RUNNING, State.RUNNING,
            DriverState.KILLING, State.RUNNING,
            DriverState.FINISHED, State.SUCCEEDED,
            DriverState.FAILED, State.FAILED,
            DriverState.KILLED, State.KILLED);
    assertThat(states).containsOnlyKeys(DriverState.values());
    states.forEach(
        (driver, application) -> {
          drivers.become(id, driver, "because");
          ApplicationStatus status = client.status(id).orElseThrow();
          assertThat(status.state()).isEqualTo(application);
          assertThat(status.ran().isPresent()).isEqualTo(application.ended());
          assertThat(status.diagnostics()).isEqualTo("because");
          assertThat(status.queue()).isEqualTo("etl");
          assertThat(status.tracking()).isEqualTo("http://agent-1/log");
        });
  }

  @Test
  void aUsersDriversAreListedTheNewestFirst() {
    submit(Map.of());
    submit(Map.of());
    drivers.submit(
        new DriverOrder(
            "k", "n", "somebody else", "M", List.of(), new TreeMap<>(), new TreeMap<>()));
    assertThat(client.list())
        .extracting(ApplicationStatus::application)
        .containsExactly("driver-2", "driver-1");
  }

  @Test
  void killingIsRepeatable() {
    String id = submit(Map.of()).application();
    client.kill(id);
    client.kill(id);
    assertThat(client.status(id).orElseThrow().state()).isEqualTo(State.KILLED);
  }

  @Test
  void logsAreReadAsAWhole() {
    String id = submit(Map.of()).application();
    drivers.become(id, DriverState.RUNNING, "");
    assertFails(
        ErrorCategory.INPUT_OUTPUT, () -> client.logs(id, new Read()), "its sandbox is gone");
    drivers.log(LogStream.STDOUT, "größer als ein Stück\n");
    drivers.log(LogStream.STDERR, "");
    Read read = new Read();
    client.logs(id, read);
    assertThat(read.texts)
        .containsExactly(
            "driver-1 agent-1 stdout größer als ein Stück\n", "driver-1 agent-1 stderr ");
  }

  /** Keeps what it reads. */
  private static final class Read implements LogReader {
    private final List<String> texts = new ArrayList<>();

    @Override
    public void read(LogFile file, InputStream content) throws IOException {
      texts.add(
          file.container()
              + " "
              + file.host()
              + " "
              + file.name()
              + " "
              + new String(content.readAllBytes(), UTF_8));
    }
  }
}
