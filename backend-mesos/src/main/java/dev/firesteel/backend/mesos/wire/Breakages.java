package dev.firesteel.backend.mesos.wire;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;

/** What it means that a connection could not be made, or has broken. */
final class Breakages {
  private static final String REACH = "check the master's host and port, and that it runs";

  private Breakages() {}

  /** Whether it is certain that the request was not sent. */
  static boolean unsent(Throwable why) {
    return has(why, ConnectException.class)
        || has(why, java.net.http.HttpConnectTimeoutException.class)
        || has(why, UnresolvedAddressException.class)
        || has(why, javax.net.ssl.SSLHandshakeException.class);
  }

  /** Whether the answer took too long. */
  static boolean late(Throwable why) {
    return has(why, HttpTimeoutException.class);
  }

  /** What prevented a subscription. */
  static Failure of(Throwable why) {
    if (has(why, UnresolvedAddressException.class) || has(why, UnknownHostException.class)) {
      return Failure.wrongAddress("the name of its host is unknown", REACH);
    }
    if (has(why, HttpTimeoutException.class)) {
      return Failure.passing("it does not answer in time", REACH);
    }
    if (has(why, ConnectException.class)) {
      return Failure.wrongAddress("nobody listens there: " + text(why), REACH);
    }
    Optional<Throwable> tls = find(why, SSLException.class);
    if (tls.isPresent()) {
      return tls(text(why));
    }
    if (has(why, MalformedRecordException.class)) {
      return Answers.noMesos(text(why));
    }
    if (ended(why)) {
      return Failure.wrongAddress(
          "it closes the connection instead of an answer",
          "if it speaks TLS, set firesteel.mesos.tls to true");
    }
    return Answers.noMesos(text(why));
  }

  /** How a connection broke that had worked. */
  static String end(Throwable why) {
    if (has(why, HttpTimeoutException.class)) {
      return "it does not answer in time";
    }
    return text(find(why, EOFException.class).orElse(why));
  }

  private static Failure tls(String text) {
    if (text.contains(" SSL message") || text.contains("Remote host terminated the handshake")) {
      return Failure.wrongAddress(
          "it does not speak TLS: " + text, "set firesteel.mesos.tls to false if that is intended");
    }
    return Failure.wrongAddress(
        "TLS with it fails: " + text,
        "firesteel.mesos.trust-store must hold the authority that signed its certificate, and the"
            + " certificate bear the host's name");
  }

  private static boolean ended(Throwable why) {
    return has(why, EOFException.class)
        || has(why, ClosedChannelException.class)
        || has(why, SocketException.class)
        || text(why).contains("received no bytes")
        || text(why).contains("EOF reached");
  }

  private static boolean has(Throwable why, Class<? extends Throwable> kind) {
    return find(why, kind).isPresent();
  }

  private static Optional<Throwable> find(Throwable why, Class<? extends Throwable> kind) {
    for (Throwable each = why; each != null; each = each.getCause()) {
      if (kind.isInstance(each)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  private static String text(Throwable why) {
    Throwable each = why;
    while (each instanceof CompletionException && each.getCause() != null) {
      each = each.getCause();
    }
    String message = each.getMessage();
    return message == null ? each.getClass().getSimpleName() : message;
  }
}
