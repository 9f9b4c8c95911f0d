package dev.firesteel.mesos.test;

import dev.firesteel.mesos.test.codec.MalformedException;
import dev.firesteel.mesos.test.codec.MediaType;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** One recorded scenario: what was sent, and what came, in order. */
final class Recording {
  /** A call's line was written after its answer: at most so many seconds after it was sent. */
  private static final double ANSWER = 0.022;

  /** These were sent by threads of their own, as soon as an update was there. */
  private static final double ACKNOWLEDGEMENT = 0.008;

  private static final Pattern SENT = Pattern.compile(" *([0-9.]+)  --> (\\S+) .*");
  private static final Pattern EVENT = Pattern.compile(" *([0-9.]+)  <-- (\\S+) event (\\S+) .*");
  private static final Pattern CLOSED =
      Pattern.compile(" *([0-9.]+)  <-- (\\S+) STREAM CLOSED: (.*)");
  private static final Pattern REMARK = Pattern.compile(" *([0-9.]+)  (.*)");

  private final Path directory;

  private Recording(Path directory) {
    this.directory = directory;
  }

  static Recording named(String name) {
    URL url = Recording.class.getResource("/recordings/" + name);
    if (url == null) {
      throw new IllegalArgumentException("There is no recording " + name);
    }
    try {
      return new Recording(Path.of(url.toURI()));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** One thing that happened, at a time in seconds. */
  sealed interface Step {
    double at();
  }

  /** A call was sent. */
  record Sent(double at, String name) implements Step {}

  /** An event came on a stream, which is named by the call that opened it. */
  record Came(double at, String stream, Event event) implements Step {}

  /** A stream ended. */
  record Closed(double at, String stream, boolean inOrder) implements Step {}

  /** Something else was done. */
  record Remark(double at, String text) implements Step {}

  List<Step> steps() throws IOException {
    List<Step> steps = new ArrayList<>();
    Map<String, List<Event>> events = new HashMap<>();
    Map<String, Integer> taken = new HashMap<>();
    double done = 0;
    for (String line : Files.readAllLines(directory.resolve("timeline.txt"))) {
      Matcher sent = SENT.matcher(line);
      Matcher event = EVENT.matcher(line);
      Matcher closed = CLOSED.matcher(line);
      Matcher remark = REMARK.matcher(line);
      if (event.matches()) {
        String stream = event.group(2);
        List<Event> all = events.computeIfAbsent(stream, this::events);
        int next = taken.merge(stream, 1, Integer::sum) - 1;
        steps.add(new Came(Double.parseDouble(event.group(1)), stream, all.get(next)));
      } else if (closed.matches()) {
        steps.add(
            new Closed(
                // What ended it may have been written down after that.
                Double.parseDouble(closed.group(1)) + ANSWER,
                closed.group(2),
                closed.group(3).startsWith("last-chunk")));
      } else if (sent.matches()) {
        boolean answered = !line.endsWith(" sent");
        double at = Double.parseDouble(sent.group(1));
        boolean acknowledgement = sent.group(2).endsWith("-ACKNOWLEDGE");
        if (acknowledgement) {
          steps.add(new Sent(at - ACKNOWLEDGEMENT, sent.group(2)));
        } else {
          // Others were sent one after another, each after the remark that announces it.
          double early = sent.group(2).endsWith("-TEARDOWN") ? 0.003 : ANSWER;
          steps.add(new Sent(answered ? Math.max(at - early, done) : at, sent.group(2)));
          done = at;
        }
      } else if (remark.matches() && !line.contains("<-- ")) {
        done = Double.parseDouble(remark.group(1));
        steps.add(new Remark(done, remark.group(2)));
      }
    }
    steps.sort(Comparator.comparingDouble(Step::at));
    return steps;
  }

  private List<Event> events(String stream) {
    try {
      byte[] bytes = Files.readAllBytes(directory.resolve(stream + ".response.recordio.bin"));
      List<Event> events = new ArrayList<>();
      int at = 0;
      while (at < bytes.length) {
        int end = at;
        while (bytes[end] != '\n') {
          end++;
        }
        int length = Integer.parseInt(new String(bytes, at, end - at, StandardCharsets.US_ASCII));
        events.add(event(Arrays.copyOfRange(bytes, end + 1, end + 1 + length)));
        at = end + 1 + length;
      }
      return events;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** An event in protobuf or JSON. */
  static Event event(byte[] bytes) throws IOException {
    Event.Builder event = Event.newBuilder();
    try {
      (bytes[0] == '{' ? MediaType.JSON : MediaType.PROTOBUF).decode(bytes, event);
    } catch (MalformedException e) {
      throw new IOException(e);
    }
    return event.build();
  }

  /** The request's head, a line each. */
  List<String> requestHead(String name) throws IOException {
    return lines(name + ".request-headers.txt");
  }

  byte[] requestBody(String name) throws IOException {
    Path file = directory.resolve(name + ".request.bin");
    return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
  }

  /** The body as a call, if it is one. */
  Optional<Call> call(String name) throws IOException {
    try {
      return Optional.of(Call.parseFrom(requestBody(name)));
    } catch (org.apache.mesos.protobuf.InvalidProtocolBufferException e) {
      return Optional.empty();
    }
  }

  List<String> responseHead(String name) throws IOException {
    return lines(name + ".response-headers.txt");
  }

  boolean isThere(String name) {
    return Files.exists(directory.resolve(name + ".response-headers.txt"))
        && Files.exists(directory.resolve(name + ".request-headers.txt"));
  }

  /** The answer's body, if it was written down. */
  Optional<String> responseBody(String name) throws IOException {
    Path file = directory.resolve(name + ".response-body.txt");
    return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
  }

  private List<String> lines(String file) throws IOException {
    return Files.readAllLines(directory.resolve(file)).stream()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .toList();
  }
}
