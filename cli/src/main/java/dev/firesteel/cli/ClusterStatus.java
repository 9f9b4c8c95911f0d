package dev.firesteel.cli;

import dev.firesteel.api.backend.ApplicationStatus;
import dev.firesteel.dataset.status.TimeSpan;
import java.util.Locale;

/** How an application on a cluster is, for people and for programs. */
final class ClusterStatus {
  private final ApplicationStatus status;

  ClusterStatus(ApplicationStatus status) {
    this.status = status;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s '%s' of %s%s: %s, submitted %s ago%s%n",
            status.application(),
            status.name(),
            status.user(),
            status.queue().isEmpty() ? "" : " in queue " + status.queue(),
            status.state(),
            TimeSpan.text(status.age()),
            status.ran().map(ran -> ", ended after " + TimeSpan.text(ran)).orElse("")));
    line(text, "tracking", status.tracking());
    line(text, "diagnostics", status.diagnostics());
    return text.toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    if (!value.isBlank()) {
      text.append(name).append(": ").append(value.strip()).append(System.lineSeparator());
    }
  }

  /** JSON (RFC 8259) in one line. */
  String json() {
    StringBuilder json = new StringBuilder("{");
    field(json, "application", status.application());
    field(json, "name", status.name());
    field(json, "user", status.user());
    field(json, "queue", status.queue());
    field(json, "state", status.state().name().toLowerCase(Locale.ROOT));
    json.append("\"ageMillis\":").append(status.age().toMillis()).append(',');
    status.ran().ifPresent(t -> json.append("\"ranMillis\":").append(t.toMillis()).append(','));
    field(json, "tracking", status.tracking());
    field(json, "diagnostics", status.diagnostics());
    json.setCharAt(json.length() - 1, '}');
    return json.toString();
  }

  private static void field(StringBuilder json, String name, String value) {
    json.append('"').append(name).append("\":\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    json.append("\",");
  }
}
