package dev.firesteel.backend.mesos.dispatcher.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.backend.mesos.dispatcher.DriverOrder;
import dev.firesteel.backend.mesos.dispatcher.DriverState;
import dev.firesteel.backend.mesos.dispatcher.FakeDrivers;
import dev.firesteel.backend.mesos.dispatcher.LogStream;
import dev.firesteel.backend.mesos.dispatcher.PrivateFile;
import dev.firesteel.shipping.Digest;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The service over real HTTP. */
@Timeout(60)
class DispatcherServerTest {
  private final FakeDrivers drivers = new FakeDrivers();
  private final ServiceJson json = new ServiceJson();
  private final HttpClient http = HttpClient.newHttpClient();
  @TempDir private Path directory;
  private DispatcherServer server;

  @BeforeEach
  void start() {
    server = start(Map.of());
  }

  private DispatcherServer start(Map<String, String> settings) {
    Map<String, String> all = new TreeMap<>(settings);
    all.put("firesteel.driver.host", "127.0.0.1");
    all.putIfAbsent("firesteel.mesos.dispatcher.port", "0");
    DispatcherServer started = DispatcherServer.bind(Config.of(all));
    started.start(
        drivers,
        UploadDirectory.open(directory.resolve("uploads"), Clock.systemUTC()),
        () -> new About(About.NAME, "1", "f-1", "mesos://m:5050"));
    return started;
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(server.address().resolve(path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(to(path));
  }

  private HttpResponse<String> post(byte[] order) throws Exception {
    return send(
        to("/v1/drivers")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(order)));
  }

  private static DriverOrder order(String key, Map<String, String> settings) {
    TreeMap<String, PrivateFile> files = new TreeMap<>();
    files.put("some.secret", new PrivateFile("s", new byte[] {1, 2, -3}));
    return new DriverOrder(
        key,
        "report",
        "me",
        "com.acme.Main",
        List.of("in", "it's"),
        new TreeMap<>(settings),
        files);
  }

  private static DriverOrder order(String key) {
    return order(key, Map.of("firesteel.mesos.roles", "etl", "a.password", "hidden"));
  }

  @Test
  void aPortThatIsTakenIsTold() {
    String port = Integer.toString(server.address().getPort());
    assertThatThrownBy(() -> start(Map.of("firesteel.mesos.dispatcher.port", port)))
        .isInstanceOfSatisfying(
            FiresteelException.class,
            e -> assertThat(e.category()).isEqualTo(ErrorCategory.CONFIGURATION))
        .hasMessageContaining("127.0.0.1:" + port)
        .hasMessageContaining("firesteel.mesos.dispatcher.port");
  }

  @Test
  void malformedOrdersAreRefusedWithWhatIsWrong() throws Exception {
    assertThat(post("{".getBytes(UTF_8)).statusCode()).isEqualTo(400);
    assertThat(post("{}".getBytes(UTF_8)).body()).contains("Cannot read the order", "key");
    assertThat(post("null".getBytes(UTF_8)).statusCode()).isEqualTo(400);
    String odd = new String(json.write(order("k")), UTF_8).replaceFirst("\\{", "{\"x\":1,");
    assertThat(post(odd.getBytes(UTF_8)).body()).contains("\"x\"");
    String none = new String(json.write(order("k")), UTF_8).replace("com.acme.Main", " ");
    assertThat(post(none.getBytes(UTF_8)).body()).contains("mainClass");
    assertThat(post(new byte[5 << 20]).statusCode()).isEqualTo(413);
    assertThat(
            send(to("/v1/drivers").POST(BodyPublishers.ofByteArray(json.write(order("k")))))
                .statusCode())
        .isEqualTo(415);
    assertThat(drivers.all()).isEmpty();
  }

  @Test
  void namesThatCannotBeShownAreRefused() throws Exception {
    for (String name : List.of("a\nb", "\u001b[31m", "\u0085", "x".repeat(257))) {
      assertThat(post(json.write(named(name, "me"))).body()).contains("control characters");
      assertThat(post(json.write(named("n", name))).statusCode()).isEqualTo(400);
    }
    assertThat(post(json.write(named("größer ✓", "x".repeat(256)))).statusCode()).isEqualTo(201);
  }

  private static DriverOrder named(String name, String user) {
    return new DriverOrder("k", name, user, "M", List.of(), new TreeMap<>(), new TreeMap<>());
  }

  @Test
  void pathsOfSomebodysMachineAndMissingUploadsAreRefused() throws Exception {
    for (String jar :
        List.of(
            "/etc/passwd",
            "file:/etc/passwd",
            "x.jar",
            "upload:1/x.jar",
            "upload:" + Digest.of("x").hex() + "/x.jar")) {
      HttpResponse<String> answer = post(json.write(order("k", Map.of(CoreKeys.JARS.name(), jar))));
      assertThat(answer.statusCode()).as(jar).isEqualTo(400);
      assertThat(answer.body()).contains(jar).contains("upload");
    }
    assertThat(
            post(json.write(order("k", Map.of(CoreKeys.JARS.name(), "hdfs://n/x.jar"))))
                .statusCode())
        .isEqualTo(201);
  }

  @Test
  void refusalsOfTheQueueHaveTheirStatus() throws Exception {
    drivers.refuse(new FiresteelException(ErrorCategory.RESOURCES, "1000 drivers wait"));
    assertThat(post(json.write(order("k"))).statusCode()).isEqualTo(429);
    drivers.refuse(new FiresteelException(ErrorCategory.TRANSIENT, "it ends"));
    assertThat(post(json.write(order("k"))).statusCode()).isEqualTo(503);
    drivers.refuse(new FiresteelException(ErrorCategory.CONFIGURATION, "too large"));
    HttpResponse<String> answer = post(json.write(order("k")));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("too large\n");
  }

  @Test
  void whatIsNotThereIsSaidSo() throws Exception {
    assertThat(get("/v1/drivers/driver-9").statusCode()).isEqualTo(404);
    assertThat(send(to("/v1/drivers/driver-9").DELETE()).statusCode()).isEqualTo(404);
    assertThat(get("/v1/drivers/driver-9/logs/stdout").statusCode()).isEqualTo(404);
    assertThat(get("/files/" + Digest.of("x").hex() + "/x.jar").statusCode()).isEqualTo(404);
    assertThat(get("/files/../../etc/passwd").statusCode()).isEqualTo(404);
    assertThat(get("/v1/files/..%2f..%2fetc/passwd").statusCode()).isEqualTo(400);
    assertThat(get("/").statusCode()).isEqualTo(404);
    assertThat(get("/v2").statusCode()).isEqualTo(404);
    assertThat(send(to("/v1/drivers").DELETE()).headers().firstValue("Allow"))
        .contains("GET, POST");
  }

  @Test
  void ordersComeAsTheyWereSentAndReportsHoldNoSecrets() throws Exception {
    HttpResponse<String> taken = post(json.write(order("k")));
    assertThat(taken.statusCode()).isEqualTo(201);
    assertThat(drivers.all().get(0).order()).isEqualTo(order("k"));
    assertThat(post(json.write(order("k"))).body()).contains("\"driver-1\"");
    assertThat(post(json.write(order("l"))).body()).contains("\"driver-2\"");
    drivers.become("driver-1", DriverState.RUNNING, "");
    HttpResponse<String> all = get("/v1/drivers");
    assertThat(all.body()).doesNotContain("hidden").doesNotContain("it's");
    assertThat(json.reports(all.body().getBytes(UTF_8)))
        .extracting(DriverReport::id)
        .containsExactly("driver-2", "driver-1");
    DriverReport one = json.report(get("/v1/drivers/driver-1").body().getBytes(UTF_8));
    assertThat(one.state()).isEqualTo(DriverState.RUNNING);
    assertThat(one.roles()).isEqualTo("etl");
    assertThat(one.log()).isEqualTo("http://agent-1/log");
    assertThat(one.ran()).isEmpty();
  }

  @Test
  void killingTellsWhatHasBecomeOfTheDriver() throws Exception {
    assertThat(post(json.write(order("k"))).statusCode()).isEqualTo(201);
    HttpResponse<String> killed = send(to("/v1/drivers/driver-1").DELETE());
    assertThat(killed.statusCode()).isEqualTo(200);
    assertThat(json.report(killed.body().getBytes(UTF_8)).ran())
        .contains(java.time.Duration.ofSeconds(9));
    assertThat(send(to("/v1/drivers/driver-1").DELETE()).statusCode()).isEqualTo(200);
  }

  @Test
  void logsAreReadInPieces() throws Exception {
    assertThat(post(json.write(order("k"))).statusCode()).isEqualTo(201);
    HttpResponse<String> gone = get("/v1/drivers/driver-1/logs/stderr?offset=0");
    assertThat(gone.statusCode()).isEqualTo(404);
    assertThat(gone.body()).contains("its sandbox is gone");
    drivers.log(LogStream.STDERR, "abcdef");
    HttpResponse<String> first = get("/v1/drivers/driver-1/logs/stderr?offset=1");
    assertThat(first.body()).isEqualTo("bcde");
    assertThat(first.headers().firstValue("Firesteel-Next")).contains("5");
    assertThat(first.headers().firstValue("Firesteel-More")).contains("true");
    assertThat(get("/v1/drivers/driver-1/logs/stderr?offset=6").body()).isEmpty();
    assertThat(get("/v1/drivers/driver-1/logs/stderr?offset=-1").statusCode()).isEqualTo(400);
    assertThat(get("/v1/drivers/driver-1/logs/passwd").statusCode()).isEqualTo(400);
  }

  @Test
  void filesAreUploadedOnceAndFetched() throws Exception {
    String path = Digest.of("content").hex() + "/a.txt";
    HttpRequest.Builder head = to("/v1/files/" + path).method("HEAD", BodyPublishers.noBody());
    assertThat(send(head).statusCode()).isEqualTo(404);
    HttpResponse<String> wrong =
        send(to("/v1/files/" + path).PUT(BodyPublishers.ofString("other")));
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body()).contains("another hash".substring(8));
    HttpRequest.Builder put =
        to("/v1/files/" + path + "?executable=true").PUT(BodyPublishers.ofString("content"));
    assertThat(send(put).statusCode()).isEqualTo(201);
    assertThat(send(put).statusCode()).isEqualTo(201);
    assertThat(send(head).statusCode()).isEqualTo(200);
    assertThat(Files.isExecutable(directory.resolve("uploads").resolve(path))).isTrue();
    assertThat(send(HttpRequest.newBuilder(server.files().resolve(path))).body())
        .isEqualTo("content");
    HttpResponse<String> size = send(to("/files/" + path).method("HEAD", BodyPublishers.noBody()));
    assertThat(size.headers().firstValue("Content-Length")).contains("7");
  }

  @Test
  void answersAreSeenByThoseWhoStillSend() throws Exception {
    byte[] much = new byte[8 << 20];
    String path = "/v1/files/" + Digest.of("content").hex() + "/a.txt";
    assertThat(send(to(path).PUT(BodyPublishers.ofString("content"))).statusCode()).isEqualTo(201);
    HttpRequest.Builder head =
        to(path + "?executable=true").method("HEAD", BodyPublishers.noBody());
    assertThat(send(head).statusCode()).isEqualTo(409);
    assertThat(
            send(to(path + "?executable=true").PUT(BodyPublishers.ofByteArray(much))).statusCode())
        .isEqualTo(201);
    assertThat(send(head).statusCode()).isEqualTo(200);
    assertThat(send(to("/v1/files/x/y").PUT(BodyPublishers.ofByteArray(much))).statusCode())
        .isEqualTo(400);
    assertThat(send(to("/v1/drivers").POST(BodyPublishers.ofByteArray(much))).statusCode())
        .isEqualTo(415);
  }

  @Test
  void aStoreThatFailsIsNotADriverThatIsUnknown() throws Exception {
    assertThat(post(json.write(order("k"))).statusCode()).isEqualTo(201);
    drivers.refuse(new FiresteelException(ErrorCategory.INPUT_OUTPUT, "the disk is full"));
    HttpResponse<String> answer = send(to("/v1/drivers/driver-1").DELETE());
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains("the disk is full");
    assertThat(post(json.write(order("l"))).statusCode()).isEqualTo(503);
  }

  @Test
  void withASecretNobodyElseIsAnswered() throws Exception {
    server.close();
    Path secret = Files.writeString(directory.resolve("secret"), "s3cret\n");
    server = start(Map.of("firesteel.mesos.dispatcher.secret-file", secret.toString()));
    for (String path : List.of("/v1/drivers", "/v1/files/x/y")) {
      HttpResponse<String> answer = get(path);
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
      assertThat(send(to(path).header("Authorization", "Bearer wrong")).statusCode())
          .isEqualTo(401);
    }
    assertThat(json.about(get("/v1").body().getBytes(UTF_8)))
        .isEqualTo(new About(About.NAME, "1", "", ""));
    HttpResponse<String> about = send(to("/v1").header("Authorization", "Bearer s3cret"));
    assertThat(json.about(about.body().getBytes(UTF_8)))
        .isEqualTo(new About(About.NAME, "1", "f-1", "mesos://m:5050"));
    assertThat(get("/files/" + Digest.of("x").hex() + "/x").statusCode()).isEqualTo(404);
  }

  @Test
  void aSecretThatCannotBeUsedIsTold() throws Exception {
    Path empty = Files.writeString(directory.resolve("secret"), "\n");
    assertThatThrownBy(
            () -> start(Map.of("firesteel.mesos.dispatcher.secret-file", empty.toString())))
        .isInstanceOf(FiresteelException.class)
        .hasMessageContaining("firesteel.mesos.dispatcher.secret-file");
  }

  @Test
  void closedItListensNoMore() {
    URI address = server.address();
    server.close();
    server.close();
    assertThatThrownBy(() -> send(HttpRequest.newBuilder(address)))
        .isInstanceOf(ConnectException.class);
  }
}
