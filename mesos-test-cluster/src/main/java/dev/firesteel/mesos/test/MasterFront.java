package dev.firesteel.mesos.test;

import dev.firesteel.mesos.test.codec.MalformedException;
import dev.firesteel.mesos.test.codec.MediaType;
import dev.firesteel.mesos.test.http.EventStream;
import dev.firesteel.mesos.test.http.HttpHandler;
import dev.firesteel.mesos.test.http.HttpReply;
import dev.firesteel.mesos.test.http.HttpReply.Header;
import dev.firesteel.mesos.test.http.HttpRequest;
import dev.firesteel.mesos.test.master.Caller;
import dev.firesteel.mesos.test.master.Master;
import dev.firesteel.mesos.test.master.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** A master's HTTP endpoints: the scheduler API, and what operators ask. */
final class MasterFront implements HttpHandler {
  private static final String STREAM_ID = "Mesos-Stream-Id";

  private final Cluster cluster;
  private final MasterNode node;

  MasterFront(Cluster cluster, MasterNode node) {
    this.cluster = cluster;
    this.node = node;
  }

  @Override
  public HttpReply handle(HttpRequest request) {
    String path = request.path();
    while (path.length() > 1 && path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    if (path.startsWith("/master/")) {
      path = path.substring("/master".length());
    }
    if (path.equals("/redirect")) {
      return redirect("");
    }
    if (path.equals("/health")) {
      return HttpReply.empty(200);
    }
    if (path.equals("/version")) {
      return OperatorAnswers.version();
    }
    boolean leads = cluster.loop().call(() -> node.leading().isPresent());
    boolean scheduler = path.equals("/api/v1/scheduler");
    if (!leads && (scheduler || OperatorAnswers.knows(path))) {
      return redirect(scheduler ? "/master/api/v1/scheduler" : "/master" + path);
    }
    if (scheduler) {
      return scheduler(request);
    }
    String asked = path;
    Optional<HttpReply> answer =
        cluster
            .loop()
            .call(
                () ->
                    node.leading().flatMap(master -> OperatorAnswers.to(asked, master.snapshot())));
    return answer.orElseGet(() -> HttpReply.text(404, "404 Not Found."));
  }

  /** To the leader, without a scheme, as Mesos does. */
  private HttpReply redirect(String path) {
    boolean nobody =
        cluster.loop().call(() -> cluster.leader() == node && node.leading().isEmpty());
    if (nobody) {
      return HttpReply.text(503, "503 Service Unavailable.");
    }
    String leader = cluster.loop().call(() -> cluster.leader().hostAndPort());
    return HttpReply.empty(307, new Header("Location", "//" + leader + path));
  }

  private HttpReply scheduler(HttpRequest request) {
    Optional<String> principal = principal(request);
    if (principal.isEmpty() && !cluster.plan().master().credentials().isEmpty()) {
      breach(Violation.Kind.WRONG_CREDENTIALS, "No valid credentials");
      return HttpReply.text(
          401,
          "401 Unauthorized.",
          new Header("WWW-Authenticate", "Basic realm=\"mesos-master-scheduler\""));
    }
    if (!request.method().equals("POST")) {
      breach(Violation.Kind.MALFORMED_CALL, request.method() + " instead of POST");
      return HttpReply.text(
          405,
          "405 Method Not Allowed. Expecting one of { 'POST' }, but received '"
              + request.method()
              + "'.",
          new Header("Allow", "POST"));
    }
    if (request.header("Content-Type").isEmpty()) {
      return malformed(400, "Expecting 'Content-Type' to be present");
    }
    Optional<MediaType> type = MediaType.ofContentType(request.header("Content-Type").get());
    if (type.isEmpty()) {
      return malformed(
          415, "Expecting 'Content-Type' of application/json or application/x-protobuf");
    }
    Call.Builder call = Call.newBuilder();
    try {
      type.get().decode(request.body(), call);
    } catch (MalformedException e) {
      return malformed(400, e.sentence());
    }
    Caller caller = new Caller(request.header(STREAM_ID), principal);
    return call.getType() == Call.Type.SUBSCRIBE
        ? subscribe(request, caller, call.build())
        : call(caller, call.build());
  }

  private HttpReply call(Caller caller, Call call) {
    Optional<Verdict> verdict =
        cluster
            .loop()
            .call(() -> cluster.lead(master -> master.call(cluster.loop().now(), caller, call)));
    return verdict.map(MasterFront::reply).orElseGet(HttpReply.Hangup::new);
  }

  private static HttpReply reply(Verdict verdict) {
    return verdict.sentence().isEmpty()
        ? HttpReply.empty(verdict.status())
        : HttpReply.text(verdict.status(), verdict.sentence());
  }

  private HttpReply subscribe(HttpRequest request, Caller caller, Call call) {
    Optional<MediaType> accepted = MediaType.accepted(request.header("Accept"));
    return cluster
        .loop()
        .call(
            () -> {
              Optional<Master> master = node.leading();
              if (master.isEmpty()) {
                return new HttpReply.Hangup();
              }
              long now = cluster.loop().now();
              Optional<Verdict> refusal =
                  cluster.lead(each -> each.refusal(now, caller, call)).orElseThrow();
              if (refusal.isPresent()) {
                return reply(refusal.get());
              }
              if (accepted.isEmpty()) {
                return malformed(
                    406,
                    "Expecting 'Accept' to allow 'application/x-protobuf' or 'application/json'");
              }
              return open(caller, call, accepted.get());
            });
  }

  private HttpReply open(Caller caller, Call call, MediaType type) {
    String streamId = UUID.randomUUID().toString();
    EventStream stream = new EventStream(() -> cluster.loop().execute(() -> closed(streamId)));
    node.add(streamId, stream, type);
    var unused =
        cluster.lead(
            master -> {
              master.subscribe(cluster.loop().now(), streamId, caller, call);
              return true;
            });
    return new HttpReply.Streaming(
        List.of(
            new Header("Transfer-Encoding", "chunked"),
            new Header(STREAM_ID, streamId),
            new Header("Content-Type", type.type())),
        stream);
  }

  private void closed(String streamId) {
    node.remove(streamId);
    if (cluster.leader() == node) {
      var unused =
          cluster.lead(
              master -> {
                master.closed(cluster.loop().now(), streamId);
                return true;
              });
    }
  }

  private HttpReply malformed(int status, String sentence) {
    breach(Violation.Kind.MALFORMED_CALL, sentence);
    return HttpReply.text(status, sentence);
  }

  private void breach(Violation.Kind kind, String detail) {
    cluster.loop().execute(() -> cluster.violation(new Violation(kind, "", detail)));
  }

  /** Who has authenticated; empty too if nobody has to. */
  private Optional<String> principal(HttpRequest request) {
    Map<String, String> secrets = cluster.plan().master().credentials();
    Optional<String> header = request.header("Authorization");
    if (secrets.isEmpty() || header.isEmpty() || !header.get().startsWith("Basic ")) {
      return Optional.empty();
    }
    String pair;
    try {
      pair =
          new String(
              Base64.getDecoder().decode(header.get().substring("Basic ".length())),
              StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    int colon = pair.indexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    String principal = pair.substring(0, colon);
    return pair.substring(colon + 1).equals(secrets.get(principal))
        ? Optional.of(principal)
        : Optional.empty();
  }
}
