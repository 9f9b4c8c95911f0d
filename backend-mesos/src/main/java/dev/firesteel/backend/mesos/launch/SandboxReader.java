package dev.firesteel.backend.mesos.launch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Reads logs by the agents' {@code /files/read}. What an executor writes to standard error counts
 * more than its output; lines of Mesos' own executor are left out.
 */
public final class SandboxReader implements SandboxLogs {
  private static final Logger LOG = LogManager.getLogger(SandboxReader.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int BYTES = 4000;
  private static final int LINES = 20;
  private static final int OK = 200;
  private static final Pattern OFFSET = Pattern.compile("\"offset\":(\\d+)");
  private static final Pattern DATA = Pattern.compile("\"data\":\"((?:[^\"\\\\]|\\\\.)*+)\"");
  private static final Pattern ESCAPE = Pattern.compile("\\\\(u[0-9a-fA-F]{4}|.)");
  private static final Pattern OF_MESOS = Pattern.compile("[IWEF]\\d{8} \\d\\d:\\d\\d:.*");

  private final HttpClient http;

  /** With a client that trusts the agents. */
  public SandboxReader(HttpClient http) {
    this.http = http;
  }

  @Override
  public String tail(Sandbox sandbox) {
    try {
      String errors = end(sandbox, "stderr");
      return errors.isBlank() ? end(sandbox, "stdout") : errors;
    } catch (IOException e) {
      LOG.debug("Cannot read the log of {}: {}", sandbox, e.toString());
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  @Override
  public String address(Sandbox sandbox) {
    return sandbox.files("download", "stderr", "").toString();
  }

  private String end(Sandbox sandbox, String file) throws IOException, InterruptedException {
    long size = Long.parseLong(found(OFFSET, read(sandbox, file, "-1")));
    long from = Math.max(0, size - BYTES);
    String text = unescaped(found(DATA, read(sandbox, file, from + "&length=" + BYTES)));
    if (from > 0) {
      text = text.substring(text.indexOf('\n') + 1); // a line that is not whole
    }
    var lines = text.lines().filter(line -> !OF_MESOS.matcher(line).matches()).toList();
    return lines.stream().skip(Math.max(0, lines.size() - LINES)).collect(Collectors.joining("\n"));
  }

  private String read(Sandbox sandbox, String file, String offset)
      throws IOException, InterruptedException {
    URI uri = sandbox.files("read", file, "&offset=" + offset);
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).GET().build();
    HttpResponse<String> answer =
        http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    if (answer.statusCode() != OK) {
      throw new IOException(uri + " answers with " + answer.statusCode());
    }
    return answer.body();
  }

  private static String found(Pattern part, String answer) throws IOException {
    Matcher found = part.matcher(answer);
    if (!found.find()) {
      throw new IOException("Not an answer of /files/read");
    }
    return found.group(1);
  }

  private static String unescaped(String text) {
    return ESCAPE
        .matcher(text)
        .replaceAll(
            found -> {
              String code = found.group(1);
              return Matcher.quoteReplacement(
                  switch (code.charAt(0)) {
                    case 'u' -> Character.toString((char) Integer.parseInt(code.substring(1), 16));
                    case 'n' -> "\n";
                    case 't' -> "\t";
                    case 'r' -> "\r";
                    case 'b' -> "\b";
                    case 'f' -> "\f";
                    default -> code;
                  });
            });
  }
}
