package dev.firesteel.backend.mesos.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.config.DriverHost;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.shipping.Digest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileServerTest {
  private static final DriverHost LOOPBACK = new DriverHost("127.0.0.1", "127.0.0.1");

  @TempDir private Path dir;
  private final HttpClient http = HttpClient.newHttpClient();
  private FileServer server;
  private URI served;

  @BeforeEach
  void serve() throws IOException {
    server = FileServer.start(LOOPBACK, 0);
    Path file = Files.writeString(dir.resolve("x"), "content");
    served = server.serve(Digest.of("content"), "it's my jar#1.jar", Served.file(file));
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void whatWasNotRegisteredIsNotFound() throws Exception {
    for (String path :
        List.of(
            "/",
            "/" + Digest.of("content").hex(),
            "/" + Digest.of("content").hex() + "/",
            "/" + Digest.of("content").hex() + "/other",
            "/" + Digest.of("content").hex() + "/../../etc/passwd",
            "/etc/passwd",
            dir.resolve("x").toString())) {
      assertThat(ask("GET", served.resolve(path)).statusCode()).as(path).isEqualTo(404);
    }
  }

  @Test
  void onlyGetAndHeadAreAllowed() throws Exception {
    for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS")) {
      HttpResponse<String> answer = ask(method, served);
      assertThat(answer.statusCode()).as(method).isEqualTo(405);
      assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
    }
  }

  @Test
  void aFileIsServedUnderANameThatFetchersTake() throws Exception {
    assertThat(served.getRawPath()).doesNotContain("'", "\\").endsWith("jar%231.jar");
    assertThat(ask("GET", served).body()).isEqualTo("content");
  }

  @Test
  void agentsAreToldTheSizeBeforeTheyFetch() throws Exception {
    HttpResponse<String> answer = ask("HEAD", served);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Length")).contains("7");
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void anEmptyFileIsOneToo() throws Exception {
    Path file = Files.createFile(dir.resolve("empty"));
    URI empty = server.serve(Digest.of(""), "empty", Served.file(file));
    assertThat(ask("GET", empty).statusCode()).isEqualTo(200);
    assertThat(ask("HEAD", empty).headers().firstValue("Content-Length")).contains("0");
  }

  @Test
  void manyAgentsFetchAtOnce() throws Exception {
    Path file = Files.write(dir.resolve("large"), new byte[1 << 20]);
    URI large = server.serve(Digest.of("large"), "large", Served.file(file));
    List<CompletableFuture<HttpResponse<byte[]>>> all = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      all.add(
          http.sendAsync(
              HttpRequest.newBuilder(large).build(), HttpResponse.BodyHandlers.ofByteArray()));
    }
    for (CompletableFuture<HttpResponse<byte[]>> each : all) {
      assertThat(each.get().body()).hasSize(1 << 20);
    }
  }

  @Test
  void aFileThatIsGoneIsAnErrorAndHarmsNoOther() throws Exception {
    URI gone = server.serve(Digest.of("gone"), "gone", Served.file(dir.resolve("gone")));
    assertThatThrownBy(() -> ask("GET", gone)).isInstanceOf(IOException.class);
    assertThat(ask("GET", served).statusCode()).isEqualTo(200);
  }

  @Test
  void nothingListensAfterwards() {
    server.close();
    server.close();
    assertThatThrownBy(() -> ask("GET", served)).isInstanceOf(ConnectException.class);
  }

  @Test
  void aPortThatIsTakenIsToldWithItsSetting() {
    assertThatThrownBy(() -> FileServer.start(LOOPBACK, served.getPort()))
        .isInstanceOf(FiresteelException.class)
        .hasMessageContaining("127.0.0.1:" + served.getPort())
        .hasMessageContaining("firesteel.mesos.file-port");
  }

  private HttpResponse<String> ask(String method, URI uri)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody()).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
