package dev.firesteel.backend.mesos.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.URL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SandboxReaderTest {
  private static final String ROOT = "/frameworks/f-1/executors/e-1.k3f9/runs/latest/";

  private final Map<String, String> files = new LinkedHashMap<>();
  private final SandboxReader reader = new SandboxReader(HttpClient.newHttpClient());
  private HttpServer agent;
  private Sandbox sandbox;

  @BeforeEach
  void startAgent() throws IOException {
    agent = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    agent.createContext("/files/read", this::answer);
    agent.start();
    sandbox =
        new Sandbox(
            URI.create("http://127.0.0.1:" + agent.getAddress().getPort()),
            FrameworkID.newBuilder().setValue("f-1").build(),
            TaskID.newBuilder().setValue("e-1.k3f9").build());
  }

  @AfterEach
  void stopAgent() {
    agent.stop(0);
  }

  /** As a recorded agent answers. */
  private void answer(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getQuery();
    String path = query.replaceAll("path=([^&]*).*", "$1");
    long offset = Long.parseLong(query.replaceAll(".*offset=(-?\\d+).*", "$1"));
    String text = files.get(path);
    byte[] body =
        (offset < 0
                ? "{\"data\":\"\",\"offset\":" + (text == null ? 0 : text.length()) + "}"
                : "{\"data\":\"" + json(text, (int) offset) + "\",\"offset\":" + offset + "}")
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(text == null ? 404 : 200, text == null ? -1 : body.length);
    if (text != null) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private static String json(String text, int from) {
    return text.substring(from)
        .replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("\n", "\\n")
        .replace("\u0001", "\\u0001")
        .replace("/", "\\/");
  }

  @Test
  void whatIsNotThereIsEmpty() {
    assertThat(reader.tail(sandbox)).isEmpty();
    agent.stop(0);
    assertThat(reader.tail(sandbox)).isEmpty();
  }

  @Test
  void errorsAreToldWithoutTheLinesOfMesosOwnExecutor() {
    files.put(
        ROOT + "stderr",
        "I20261122 10:58:27.757095  3360 executor.cpp:722] Starting task op1\n"
            + "Exception in \"main\": C:\\x /y \u0001\n\tat Main\n"
            + "I20261122 10:58:27.909626  3360 executor.cpp:1041] Command exited\n");
    assertThat(reader.tail(sandbox)).isEqualTo("Exception in \"main\": C:\\x /y \u0001\n\tat Main");
  }

  @Test
  void withoutErrorsTheOutputIsTold() {
    files.put(ROOT + "stderr", "I20261122 10:58:27.757095  3360 executor.cpp:722] Starting\n");
    files.put(ROOT + "stdout", "hello\n");
    assertThat(reader.tail(sandbox)).isEqualTo("hello");
  }

  @Test
  void aLongLogIsToldByItsLastWholeLines() {
    files.put(ROOT + "stderr", "a line of a log\n".repeat(100_000) + "the last\n");
    assertThat(reader.tail(sandbox).lines()).hasSize(20).endsWith("a line of a log", "the last");
  }

  @Test
  void peopleAreToldWhereTheLogIs() {
    assertThat(reader.address(sandbox))
        .isEqualTo(
            sandbox.agent()
                + "/files/download?path=%2Fframeworks%2Ff-1%2Fexecutors%2Fe-1.k3f9%2Fruns%2Flatest%2Fstderr");
  }

  @Test
  void anOfferSaysWhereItsAgentIs() {
    Offer.Builder offer =
        Offer.newBuilder()
            .setId(OfferID.newBuilder().setValue("o"))
            .setFrameworkId(FrameworkID.newBuilder().setValue("f"))
            .setAgentId(AgentID.newBuilder().setValue("a"))
            .setHostname("h1");
    assertThat(Sandbox.agent(offer.build())).hasToString("http://h1:5051");
    URL.Builder url = URL.newBuilder().setScheme("https").setPath("/slave(1)");
    url.getAddressBuilder().setHostname("h2").setIp("10.0.0.1").setPort(5052);
    assertThat(Sandbox.agent(offer.setUrl(url).build())).hasToString("https://h2:5052");
    url.getAddressBuilder().clearHostname().setIp("fd00::1");
    assertThat(Sandbox.agent(offer.setUrl(url).build())).hasToString("https://[fd00::1]:5052");
  }
}
