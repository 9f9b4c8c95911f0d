package dev.firesteel.backend.mesos.wire;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.backend.mesos.detect.HostPort;
import dev.firesteel.backend.mesos.wire.Transport.Answer;
import java.util.Locale;
import java.util.Optional;

/**
 * What a master's answers mean. Their sentences are those of Mesos 1.11 ({@code
 * src/master/http.cpp}).
 */
final class Answers {
  private static final String CREDENTIALS =
      "check firesteel.mesos.principal and firesteel.mesos.secret-file";

  private Answers() {}

  /** What a call's answer means. */
  sealed interface Verdict {
    /** The master has taken the call. */
    record Taken() implements Verdict {}

    /** The master refuses this call, and hears others. */
    record Refused() implements Verdict {}

    /** The master has no ear for this framework now; nothing was done. */
    record Deaf(String why) implements Verdict {}

    /** The master, or something before it, has a problem; who knows what was done. */
    record Unclear(String why) implements Verdict {}

    /** No call will ever be taken. */
    record Final(Failure failure) implements Verdict {}
  }

  /** What an answer to any call but SUBSCRIBE means. */
  static Verdict call(Answer answer) {
    int status = answer.status();
    String sentence = answer.sentence();
    if (status == 200 || status == 202) {
      return new Verdict.Taken();
    }
    if (status == 307) {
      return new Verdict.Deaf("it leads no longer");
    }
    if (status == 401) {
      return new Verdict.Final(unauthenticated());
    }
    if (status == 503) {
      return new Verdict.Deaf("it says: " + sentence);
    }
    if (status >= 500 || status < 400) {
      return new Verdict.Unclear("it answered " + said(answer));
    }
    boolean stale =
        (status == 403 && sentence.contains("not subscribed"))
            || (status == 400
                && (sentence.contains("stream ID")
                    || sentence.contains("Framework cannot be found")));
    return stale ? new Verdict.Deaf("it says: " + sentence) : new Verdict.Refused();
  }

  /** What an answer to SUBSCRIBE means that is neither a stream nor a redirection. */
  static Failure subscribe(Answer answer) {
    String sentence = answer.sentence();
    return switch (answer.status()) {
      case 400 ->
          Failure.last(
              ErrorCategory.CONFIGURATION,
              "the master refuses the subscription: " + sentence,
              sentence.contains("principal") ? CREDENTIALS : "");
      case 401 -> unauthenticated();
      case 403 ->
          Failure.last(
              ErrorCategory.SECURITY,
              "the master forbids the subscription: " + sentence,
              "ask the cluster's operator what the principal may do");
      case 406, 415 ->
          Failure.last(
              ErrorCategory.CLUSTER,
              "the master does not speak protobuf as Mesos does: " + said(answer),
              "Mesos 1.0 and later do");
      case 429, 500, 502, 503, 504 -> Failure.passing("it answered " + said(answer));
      default -> noMesos("it answered " + said(answer));
    };
  }

  /** What an answer means that is neither the resource that was asked for nor a redirection. */
  static Failure resource(Answer answer) {
    return switch (answer.status()) {
      case 401 -> unauthenticated();
      case 403 ->
          Failure.last(
              ErrorCategory.SECURITY, "the master does not tell it to this principal", CREDENTIALS);
      case 429, 500, 502, 503, 504 -> Failure.passing("it answered " + said(answer));
      default -> noMesos("it answered " + said(answer));
    };
  }

  /** Something else than a Mesos has answered. */
  static Failure noMesos(String how) {
    return Failure.wrongAddress(
        "no Mesos master is there: " + how,
        "the address must be that of a master's API, whose default port is 5050");
  }

  /**
   * Where an answer redirects to.
   *
   * @return the host and port of its Location, which has no scheme if it is a Mesos'
   */
  static Optional<HostPort> redirection(Answer answer) {
    if (answer.status() != 307) {
      return Optional.empty();
    }
    return answer.location().flatMap(HostPort::ofLocation);
  }

  /** What an ERROR event means: all of them end the framework here. */
  static Failure error(String message) {
    String lower = message.toLowerCase(Locale.ROOT);
    if (lower.contains("failed over")) {
      return Failure.last(ErrorCategory.CLUSTER, FrameworkAdvice.TAKEN, FrameworkAdvice.OWN);
    }
    if (lower.contains("has been removed") || lower.contains("completed framework")) {
      return Failure.removed(
          "the master has removed the framework, because it was away for longer than its failover"
              + " time-out or was torn down",
          FrameworkAdvice.AGAIN);
    }
    if (lower.contains("not authorized") || lower.contains("authorization")) {
      return Failure.last(
          ErrorCategory.SECURITY,
          "the master does not allow it: " + message,
          "choose other firesteel.mesos.roles or another firesteel.mesos.principal");
    }
    if (lower.contains("role")) {
      return Failure.last(
          ErrorCategory.CONFIGURATION,
          "the master refuses its roles: " + message,
          "see firesteel.mesos.roles");
    }
    return Failure.last(
        ErrorCategory.CONFIGURATION, "the master refuses the framework: " + message, "");
  }

  private static Failure unauthenticated() {
    return Failure.last(
        ErrorCategory.SECURITY,
        "the master does not accept its proof of identity, or that there is none",
        CREDENTIALS);
  }

  private static String said(Answer answer) {
    String first = answer.sentence().lines().findFirst().orElse("").strip();
    String some = first.length() > 200 ? first.substring(0, 200) + "…" : first;
    return answer.status() + (some.isEmpty() ? "" : " '" + some + "'");
  }
}
