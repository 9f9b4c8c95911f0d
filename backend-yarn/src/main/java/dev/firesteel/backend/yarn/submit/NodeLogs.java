package dev.firesteel.backend.yarn.submit;

import dev.firesteel.api.backend.LogReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.hadoop.yarn.api.records.ContainerReport;
import org.jspecify.annotations.Nullable;

/** Logs of running containers, from the web service of their NodeManagers. */
final class NodeLogs implements Logs.RunningLogs {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final int OK = 200;

  private final String user;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  /** Reads as this user, where the pages ask for a name and not for a proof. */
  NodeLogs(String user) {
    this.user = user;
  }

  @Override
  public void read(ContainerReport container, LogReader reader) throws IOException {
    String address = container.getNodeHttpAddress();
    if (address == null || address.isEmpty()) {
      throw new IOException("the address of its NodeManager's pages is not known");
    }
    String id = container.getContainerId().toString();
    String logs =
        (address.contains("://") ? address : "http://" + address)
            + "/ws/v1/node/containers/"
            + id
            + "/logs";
    Set<String> names;
    try (InputStream list = get(logs, "application/xml")) {
      names = names(list);
    }
    for (String name : names) {
      LogReader.LogFile file = LogFiles.of(id, host(container), name);
      if (reader.wants(file)) {
        try (InputStream printed =
            new BufferedInputStream(get(logs + "/" + part(name), "text/plain"))) {
          reader.read(file, LogText.of(printed));
        }
      }
    }
  }

  private static String host(ContainerReport container) {
    return container.getAssignedNode() == null ? "" : container.getAssignedNode().getHost();
  }

  private static String part(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private InputStream get(String page, String type) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(page + "?user.name=" + part(user)))
            .header("Accept", type)
            .timeout(ANSWER)
            .build();
    try {
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      if (response.statusCode() == OK) {
        return response.body();
      }
      response.body().close();
      throw new IOException(
          "the NodeManager answers "
              + response.statusCode()
              + " to "
              + page
              + (response.statusCode() == 401 || response.statusCode() == 403
                  ? " (its pages ask for a proof of identity: read the logs there with a browser, or"
                      + " when the application has ended)"
                  : ""));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new java.io.InterruptedIOException("Interrupted while reading logs");
    } catch (IOException e) {
      throw new IOException("the NodeManager does not give " + page + ": " + e, e);
    }
  }

  /** The files' names, in whatever shape this version of YARN lists them. */
  static Set<String> names(InputStream list) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    Set<String> names = new TreeSet<>();
    @Nullable XMLStreamReader xml = null;
    try {
      xml = factory.createXMLStreamReader(list);
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamReader.START_ELEMENT && xml.getLocalName().equals("fileName")) {
          names.add(xml.getElementText());
        }
      }
      return names;
    } catch (XMLStreamException e) {
      throw new IOException("the NodeManager's list of logs cannot be read: " + e.getMessage(), e);
    }
  }
}
