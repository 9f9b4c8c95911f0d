package dev.firesteel.backend.mesos.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.backend.mesos.dispatcher.DriverOrder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A dispatcher that loses answers, and a master that loses the dispatcher. */
@Timeout(60)
class DispatcherLinkTest {
  private static final String REPORT =
      "{\"id\":\"driver-1\",\"name\":\"n\",\"user\":\"u\",\"roles\":\"\",\"mainClass\":\"M\","
          + "\"state\":\"QUEUED\",\"attempt\":0,\"submitted\":\"2026-11-23T04:00:00Z\","
          + "\"ageMillis\":0,\"ranMillis\":-1,\"agent\":\"\",\"framework\":\"\","
          + "\"diagnostics\":\"\",\"log\":\"\"}";

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<Boolean> shown = new CopyOnWriteArrayList<>();
  private final Deque<ErrorCategory> notFound = new ArrayDeque<>();
  private HttpServer server;
  private int lost;
  private int pauses;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String method = exchange.getRequestMethod();
          String path = exchange.getRequestURI().getPath();
          asked.add(method + " " + path);
          shown.add(exchange.getRequestHeaders().containsKey("Authorization"));
          if (method.equals("POST") && lost-- > 0) {
            exchange.close();
            return;
          }
          String text = path.equals("/v1") ? "{\"name\":\"firesteel-dispatcher\"}" : REPORT;
          byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private DispatcherLink link() {
    return new DispatcherLink(
        HttpClient.newHttpClient(), address(), Optional.of("Bearer s"), time -> pauses++);
  }

  private DispatcherAddress address() {
    return new DispatcherAddress() {
      private boolean known;

      @Override
      public URI find() {
        if (!known && !notFound.isEmpty()) {
          throw new FiresteelException(notFound.pop(), "Cannot find the dispatcher: it is away");
        }
        known = true;
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
      }

      @Override
      public void forget() {
        known = false;
      }
    };
  }

  private static DriverOrder order() {
    return new DriverOrder("k", "n", "u", "M", List.of(), new TreeMap<>(), new TreeMap<>());
  }

  private void assertFails(ErrorCategory category, DispatcherLink link, boolean mayBeTaken) {
    assertThatThrownBy(() -> link.submit(order()))
        .isInstanceOfSatisfying(
            FiresteelException.class,
            e -> {
              assertThat(e.category()).as(e.getMessage()).isEqualTo(category);
              assertThat(e.getMessage().contains("may have been taken")).isEqualTo(mayBeTaken);
              assertThat(e.getMessage().contains("firesteel list")).isEqualTo(mayBeTaken);
            });
  }

  @Test
  void oneThatWasNeverFoundIsToldAtOnce() {
    notFound.add(ErrorCategory.CLUSTER);
    assertFails(ErrorCategory.CLUSTER, link(), false);
    assertThat(pauses).isZero();
    assertThat(asked).isEmpty();
  }

  @Test
  void theSecretIsShownToWhomHasAnsweredAsADispatcher() {
    assertThat(link().find("driver-1")).isPresent();
    assertThat(asked).containsExactly("GET /v1", "GET /v1/drivers/driver-1");
    assertThat(shown).containsExactly(false, true);
  }

  @Test
  void anOrderWhoseAnswerWasLostIsSentAgainWhenTheDispatcherIsBack() {
    DispatcherLink link = link();
    assertThat(link.find("driver-1")).isPresent();
    lost = 1;
    for (int i = 0; i < 30; i++) {
      notFound.add(i % 2 == 0 ? ErrorCategory.CLUSTER : ErrorCategory.CONFIGURATION);
    }
    assertThat(link.submit(order()).id()).isEqualTo("driver-1");
    assertThat(asked)
        .containsExactly(
            "GET /v1", "GET /v1/drivers/driver-1", "POST /v1/drivers", "POST /v1/drivers");
    assertThat(pauses).isEqualTo(31);
  }

  @Test
  void whoGivesUpIsToldThatTheOrderMayHaveBeenTaken() {
    lost = Integer.MAX_VALUE;
    assertFails(ErrorCategory.TRANSIENT, link(), true);
    assertThat(pauses).isEqualTo(119);
  }

  @Test
  void anErrorThatComesAfterALostAnswerSaysSoToo() {
    lost = 1;
    DispatcherLink link = link();
    assertThat(link.find("driver-1")).isPresent();
    notFound.add(ErrorCategory.SECURITY);
    assertFails(ErrorCategory.SECURITY, link, true);
  }
}
