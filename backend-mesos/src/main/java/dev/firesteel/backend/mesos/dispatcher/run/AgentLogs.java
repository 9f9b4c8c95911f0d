package dev.firesteel.backend.mesos.dispatcher.run;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.backend.mesos.dispatcher.LogPiece;
import dev.firesteel.backend.mesos.dispatcher.LogStream;
import dev.firesteel.backend.mesos.launch.Sandbox;
import dev.firesteel.backend.mesos.launch.SandboxReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Logs by the agents' {@code /files/read}. An agent puts the bytes of a file into its JSON as they
 * are, and escapes control characters; so the answer is read byte by byte.
 */
public final class AgentLogs implements DriverLogs {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Agents give 64 KiB at most. */
  private static final int LENGTH = 1 << 15;

  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int ASCII = 0x80;
  private static final Pattern DATA = Pattern.compile("\"data\":\"((?:[^\"\\\\]|\\\\.)*+)\"");

  private final HttpClient http;
  private final SandboxReader reader;

  /** With a client that trusts the agents. */
  public AgentLogs(HttpClient http) {
    this.http = http;
    this.reader = new SandboxReader(http);
  }

  @Override
  public String address(Sandbox sandbox) {
    return reader.address(sandbox);
  }

  @Override
  public LogPiece read(Sandbox sandbox, LogStream stream, long offset) {
    URI uri =
        sandbox.files(
            "read",
            stream.name().toLowerCase(Locale.ROOT),
            "&offset=" + offset + "&length=" + LENGTH);
    try {
      HttpResponse<byte[]> answer =
          http.send(
              HttpRequest.newBuilder(uri).timeout(PATIENCE).GET().build(),
              HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() == NOT_FOUND) {
        throw new IOException(
            "it is not there; agents remove logs of what has ended after a time (--gc_delay), and"
                + " make them when it begins");
      }
      Matcher data = DATA.matcher(new String(answer.body(), StandardCharsets.ISO_8859_1));
      if (answer.statusCode() != OK || !data.find()) {
        throw new IOException("the agent answers with " + answer.statusCode());
      }
      byte[] bytes = unescaped(data.group(1));
      return new LogPiece(bytes, offset + bytes.length, bytes.length >= LENGTH);
    } catch (IOException e) {
      throw unreadable(sandbox, String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreadable(sandbox, "interrupted", e);
    }
  }

  private static FiresteelException unreadable(Sandbox sandbox, String why, Exception cause) {
    return new FiresteelException(
        ErrorCategory.INPUT_OUTPUT,
        "Cannot read the log of "
            + sandbox.task().getValue()
            + " at "
            + sandbox.agent()
            + ": "
            + why,
        cause);
  }

  /** The bytes that a text of JSON stands for, each of its characters being a byte. */
  static byte[] unescaped(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        bytes.write(c);
        continue;
      }
      char code = text.charAt(++i);
      switch (code) {
        case 'n' -> bytes.write('\n');
        case 't' -> bytes.write('\t');
        case 'r' -> bytes.write('\r');
        case 'b' -> bytes.write('\b');
        case 'f' -> bytes.write('\f');
        case 'u' -> {
          StringBuilder escaped = new StringBuilder();
          i = unicode(text, i, escaped);
          if (escaped.charAt(0) < ASCII) {
            bytes.write(escaped.charAt(0));
          } else {
            bytes.writeBytes(escaped.toString().getBytes(StandardCharsets.UTF_8));
          }
        }
        default -> bytes.write(code);
      }
    }
    return bytes.toByteArray();
  }

  /** Reads a character, of two escapes if need be; returns where its last one ends. */
  private static int unicode(String text, int at, StringBuilder into) {
    int end = at + 4;
    into.append((char) Integer.parseInt(text.substring(at + 1, end + 1), 16));
    boolean half = Character.isHighSurrogate(into.charAt(0)) && text.startsWith("\\u", end + 1);
    if (half) {
      into.append((char) Integer.parseInt(text.substring(end + 3, end + 7), 16));
      return end + 6;
    }
    return end;
  }
}
