package dev.firesteel.backend.mesos.dispatcher.http;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.backend.mesos.dispatcher.Driver;
import dev.firesteel.backend.mesos.dispatcher.DriverOrder;
import dev.firesteel.backend.mesos.dispatcher.Drivers;
import dev.firesteel.backend.mesos.dispatcher.LogPiece;
import dev.firesteel.backend.mesos.dispatcher.LogStream;
import dev.firesteel.backend.mesos.dispatcher.Uploads;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** {@code /v1/drivers}: orders, and what becomes of them. */
final class DriverRoutes {
  static final String NEXT = "Firesteel-Next";
  static final String MORE = "Firesteel-More";

  private static final int LARGEST_ORDER = 4 << 20;
  private static final int LONGEST_SHOWN = 256;
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]");

  private final Drivers drivers;
  private final Uploads uploads;
  private final Clock clock;
  private final ServiceJson json;

  DriverRoutes(Drivers drivers, Uploads uploads, Clock clock, ServiceJson json) {
    this.drivers = drivers;
    this.uploads = uploads;
    this.clock = clock;
    this.json = json;
  }

  /**
   * Answers.
   *
   * @param rest of the path, behind {@code drivers}
   */
  Answer answer(Ask ask, List<String> rest) throws IOException {
    return switch (rest.size()) {
      case 0 ->
          switch (ask.method()) {
            case "GET" -> list();
            case "POST" -> submit(ask);
            default -> Answer.notAllowed("GET, POST");
          };
      case 1 ->
          switch (ask.method()) {
            case "GET" -> report(200, driver(rest.get(0)));
            case "DELETE" -> kill(rest.get(0));
            default -> Answer.notAllowed("GET, DELETE");
          };
      case 3 ->
          rest.get(1).equals("logs") && ask.method().equals("GET")
              ? log(ask, rest.get(0), rest.get(2))
              : Answer.notAllowed("GET of logs");
      default -> Answer.sentence(404, "There is nothing here");
    };
  }

  private Answer list() {
    return Answer.json(
        200,
        json.write(
            drivers.all().stream().map(each -> DriverReport.of(each, clock.instant())).toList()));
  }

  private Answer submit(Ask ask) throws IOException {
    if (!ask.contentType().matches("(?i)application/json\\b.*")) {
      return Answer.sentence(415, "Cannot read the order: it is not application/json");
    }
    Optional<byte[]> content = ask.content(LARGEST_ORDER);
    if (content.isEmpty()) {
      return Answer.sentence(
          413, "Cannot take the order: it has more than " + LARGEST_ORDER + " bytes");
    }
    DriverOrder order;
    try {
      order = json.order(content.get());
    } catch (IOException e) {
      return Answer.sentence(400, "Cannot read the order: " + e.getMessage());
    }
    if (order.key().isBlank() || order.mainClass().isBlank()) {
      return Answer.sentence(400, "Cannot take the order: it names no key, or no mainClass");
    }
    if (!shown(order.name()) || !shown(order.user())) {
      return Answer.sentence(
          400,
          "Cannot take the order: its name and user have at most "
              + LONGEST_SHOWN
              + " characters, and no control characters");
    }
    OrderFiles.check(order, uploads);
    return report(201, Optional.of(drivers.submit(order)));
  }

  /** Whether a text can be shown in lists, logs and pages as it is. */
  private static boolean shown(String text) {
    return text.length() <= LONGEST_SHOWN && !CONTROL.matcher(text).find();
  }

  private Answer kill(String id) {
    return driver(id).isEmpty()
        ? unknown()
        : report(200, Optional.of(drivers.kill(id))); // one that is forgotten meanwhile is refused
  }

  private Optional<Driver> driver(String id) {
    return drivers.find(id);
  }

  private Answer report(int status, Optional<Driver> driver) {
    return driver
        .map(each -> Answer.json(status, json.write(DriverReport.of(each, clock.instant()))))
        .orElseGet(DriverRoutes::unknown);
  }

  private static Answer unknown() {
    return Answer.sentence(404, "There is no such driver, or not any more");
  }

  private Answer log(Ask ask, String id, String name) {
    Optional<LogStream> stream =
        switch (name) {
          case "stdout" -> Optional.of(LogStream.STDOUT);
          case "stderr" -> Optional.of(LogStream.STDERR);
          default -> Optional.empty();
        };
    String offset = ask.parameter("offset").orElse("0");
    if (stream.isEmpty() || !offset.matches("\\d{1,18}")) {
      return Answer.sentence(400, "There are logs/stdout?offset=N and logs/stderr?offset=N");
    }
    if (driver(id).isEmpty()) {
      return unknown();
    }
    try {
      LogPiece piece = drivers.log(id, stream.get(), Long.parseLong(offset));
      byte[] bytes = piece.bytes();
      Map<String, String> headers = new TreeMap<>();
      headers.put(Answer.CONTENT_TYPE, "text/plain");
      headers.put(NEXT, Long.toString(piece.next()));
      headers.put(MORE, Boolean.toString(piece.more()));
      return new Answer(200, headers, bytes.length, out -> out.write(bytes));
    } catch (FiresteelException e) {
      return e.category() == ErrorCategory.INPUT_OUTPUT
          ? Answer.sentence(404, String.valueOf(e.getMessage()))
          : Answer.failure(e);
    }
  }
}
