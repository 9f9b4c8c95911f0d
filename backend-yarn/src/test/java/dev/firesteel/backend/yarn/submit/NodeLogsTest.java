package dev.firesteel.backend.yarn.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.firesteel.api.backend.LogReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.yarn.api.records.ContainerReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NodeLogsTest {
  private static final String LIST =
      "<?xml version=\"1.0\"?><containerLogsInfoes><containerLogsInfo><containerLogInfo><fileName>stdout"
          + "</fileName><fileSize>3</fileSize></containerLogInfo><containerLogInfo><fileName>st derr"
          + "</fileName></containerLogInfo></containerLogsInfo></containerLogsInfoes>";

  private final Map<String, String> pages = new TreeMap<>();
  private final List<String> asked = new ArrayList<>();
  private HttpServer server;
  private ContainerReport container;
  private String logs;

  @BeforeEach
  void setUp() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().toString());
          String page = pages.get(exchange.getRequestURI().getRawPath());
          byte[] bytes = (page == null ? "none" : page).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(page == null ? 404 : 200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    container =
        new FakeResourceManager().container(1, "127.0.0.1:" + server.getAddress().getPort());
    logs = "/ws/v1/node/containers/" + container.getContainerId() + "/logs";
  }

  @AfterEach
  void tearDown() {
    server.stop(0);
  }

  private static String printed(String text) {
    return "Container: c on n\n====\nLogType:x\nLogLength:"
        + text.getBytes(StandardCharsets.UTF_8).length
        + "\nLogContents:\n"
        + text
        + "End of LogType:x\n***\n";
  }

  private List<String> read(String wanted) throws IOException {
    List<String> read = new ArrayList<>();
    new NodeLogs("al ice")
        .read(
            container,
            new LogReader() {
              @Override
              public boolean wants(LogFile file) {
                return file.name().startsWith(wanted);
              }

              @Override
              public void read(LogFile file, InputStream content) throws IOException {
                read.add(
                    file.name()
                        + "@"
                        + file.host()
                        + ": "
                        + new String(content.readAllBytes(), StandardCharsets.UTF_8));
              }
            });
    return read;
  }

  @Test
  void aNodeThatKnowsNothingIsAnError() {
    assertThatThrownBy(() -> read("st"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("answers 404");
    server.stop(0);
    assertThatThrownBy(() -> read("st")).hasMessageContaining("does not give");
  }

  @Test
  void filesAreReadWithoutWhatIsPrintedAroundThem() throws IOException {
    pages.put(logs, LIST);
    pages.put(logs + "/stdout", printed("é1\n"));
    pages.put(logs + "/st%20derr", printed(""));
    assertThat(read("st")).containsExactly("st derr@h1: ", "stdout@h1: é1\n");
    assertThat(asked).allMatch(page -> page.endsWith("?user.name=al%20ice"));
  }

  @Test
  void onlyWantedFilesAreAskedFor() throws IOException {
    pages.put(logs, LIST);
    pages.put(logs + "/stdout", printed("x"));
    assertThat(read("stdo")).containsExactly("stdout@h1: x");
    assertThat(asked).hasSize(2);
  }

  @Test
  void aPrintThatIsCutShortIsAnError() {
    assertThatThrownBy(
            () ->
                LogText.of(
                    new ByteArrayInputStream("LogLength:5\n".getBytes(StandardCharsets.UTF_8))))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(
            () ->
                LogText.of(
                    new ByteArrayInputStream("LogLength:x\n".getBytes(StandardCharsets.UTF_8))))
        .hasMessageContaining("has no length");
  }
}
