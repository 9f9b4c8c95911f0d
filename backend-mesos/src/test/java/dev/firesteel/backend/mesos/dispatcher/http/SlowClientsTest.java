package dev.firesteel.backend.mesos.dispatcher.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.config.Config;
import dev.firesteel.backend.mesos.dispatcher.FakeDrivers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that hold connections and say little, over real HTTP; as many as there are threads. */
@Timeout(60)
class SlowClientsTest {
  private static final int ALL_THREADS = 128;

  @TempDir private Path directory;
  private final List<Socket> sockets = new ArrayList<>();
  private DispatcherServer server;

  @BeforeEach
  void start() {
    Duration limit = Duration.ofMillis(300);
    server =
        DispatcherServer.bind(
            Config.of(
                Map.of(
                    "firesteel.driver.host", "127.0.0.1", "firesteel.mesos.dispatcher.port", "0")),
            new SlowClients(limit, limit));
    server.start(
        new FakeDrivers(),
        UploadDirectory.open(directory.resolve("uploads"), Clock.systemUTC()),
        () -> new About(About.NAME, "1", "f-1", "mesos://m:5050"));
  }

  @AfterEach
  void stop() throws IOException {
    for (Socket each : sockets) {
      each.close();
    }
    server.close();
  }

  private void allSay(String text) throws IOException {
    for (int i = 0; i < ALL_THREADS; i++) {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort());
      sockets.add(socket);
      socket.getOutputStream().write(text.getBytes(US_ASCII));
      socket.getOutputStream().flush();
    }
  }

  private void assertOthersAreAnswered() throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(server.address().resolve("/v1")).build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  /** What the server says before it closes the connection. */
  private static String rest(Socket socket) throws IOException {
    try {
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    } catch (java.net.SocketException e) { // reset
      return "";
    }
  }

  @Test
  void headsThatDoNotEndHoldNobodyUp() throws Exception {
    allSay("GET /v1 HTTP/1.1\r\nHost:");
    assertOthersAreAnswered();
    for (Socket each : sockets) {
      assertThat(rest(each)).doesNotContain("200");
    }
  }

  @Test
  void bodiesThatDoNotComeHoldNobodyUp() throws Exception {
    allSay(
        "POST /v1/drivers HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n");
    assertOthersAreAnswered();
  }

  @Test
  void restsOfBodiesThatNobodyReadsHoldNobodyUp() throws Exception {
    allSay("GET /v1 HTTP/1.1\r\nContent-Length: 9\r\n\r\n");
    assertOthersAreAnswered();
  }

  @Test
  void aClientThatTakesItsTimeBetweenRequestsIsServed() throws Exception {
    allSay("GET /v1 HTTP/1.1\r\nHost: h\r\n\r\n");
    Socket one = sockets.get(0);
    assertThat(one.getInputStream().read()).isEqualTo('H');
    assertOthersAreAnswered();
  }
}
