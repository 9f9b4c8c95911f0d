package dev.firesteel.mesos.test;

import dev.firesteel.mesos.test.http.HttpHandler;
import dev.firesteel.mesos.test.http.HttpReply;
import dev.firesteel.mesos.test.http.HttpRequest;

/** An agent's HTTP endpoints: its state, and the files of sandboxes. */
final class AgentFront implements HttpHandler {
  private final AgentNode node;

  AgentFront(AgentNode node) {
    this.node = node;
  }

  @Override
  public HttpReply handle(HttpRequest request) {
    String path = request.path();
    if (path.startsWith("/slave(1)/")) {
      path = path.substring("/slave(1)".length());
    }
    if (path.equals("/health")) {
      return HttpReply.empty(200);
    }
    if (path.equals("/version")) {
      return OperatorAnswers.version();
    }
    return HttpReply.text(404, "404 Not Found.");
  }

  AgentNode node() {
    return node;
  }
}
