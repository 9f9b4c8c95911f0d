package dev.firesteel.backend.mesos.submit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.backend.mesos.detect.MesosMaster;
import dev.firesteel.backend.mesos.dispatcher.http.About;
import dev.firesteel.backend.mesos.wire.MasterInquiry;
import dev.firesteel.backend.mesos.wire.NoAnswerException;
import java.io.IOException;
import java.net.URI;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Asks the leading master for the framework that is a dispatcher, and takes the address of its page
 * ({@code webui_url}) from there.
 *
 * @see <a href="https://mesos.apache.org/documentation/latest/endpoints/master/frameworks/">Mesos:
 *     /frameworks</a>
 */
final class DispatcherSearch {
  private final MesosMaster master;
  private final MasterInquiry inquiry;

  /** Asks so. */
  DispatcherSearch(MesosMaster master, MasterInquiry inquiry) {
    this.master = master;
    this.inquiry = inquiry;
  }

  /**
   * Finds it.
   *
   * @throws FiresteelException if the master cannot be asked, or knows none or several
   */
  URI find() throws InterruptedException {
    try {
      return dispatcher(inquiry.ask("/frameworks", DispatcherSearch::frameworks));
    } catch (NoAnswerException e) {
      String advice = e.advice().isEmpty() ? "" : e.advice() + "; or ";
      throw failed(
          e.category(),
          String.valueOf(e.getMessage()),
          advice + "set " + SubmitKeys.DISPATCHER + " to the dispatcher's address",
          e);
    }
  }

  private static JsonNode frameworks(byte[] body) throws IOException {
    try {
      JsonNode frameworks = new ObjectMapper().readTree(body).path("frameworks");
      if (frameworks.isArray()) {
        return frameworks;
      }
    } catch (JsonProcessingException e) {
      throw new IOException("its answer is no JSON", e);
    }
    throw new IOException("its answer names no frameworks");
  }

  private URI dispatcher(JsonNode frameworks) {
    TreeSet<String> there = new TreeSet<>();
    boolean away = false;
    for (JsonNode each : frameworks) {
      if (each.path("name").asText().equals(About.NAME)) {
        String page = each.path("webui_url").asText();
        if (each.path("active").asBoolean() && page.matches("https?://[^/?#\\s@]+/?")) {
          there.add(page);
        } else {
          away = true;
        }
      }
    }
    if (there.size() > 1) {
      throw failed(
          ErrorCategory.CONFIGURATION,
          "there are several: " + String.join(", ", there),
          "choose one by " + SubmitKeys.DISPATCHER,
          null);
    }
    if (there.isEmpty()) {
      throw failed(
          away ? ErrorCategory.CLUSTER : ErrorCategory.CONFIGURATION,
          away ? "the one that the master knows is away" : "the master knows none",
          "start one with firesteel dispatcher --master "
              + master
              + ", or set "
              + SubmitKeys.DISPATCHER,
          null);
    }
    return URI.create(there.first());
  }

  private FiresteelException failed(
      ErrorCategory category, String why, String advice, @Nullable Exception cause) {
    return new FiresteelException(
        category,
        "Cannot find the dispatcher of " + master + ": " + why + " (" + advice + ")",
        cause);
  }
}
