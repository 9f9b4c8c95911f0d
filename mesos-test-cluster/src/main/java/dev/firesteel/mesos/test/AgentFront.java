package dev.firesteel.mesos.test;

import dev.firesteel.mesos.test.http.HttpHandler;
import dev.firesteel.mesos.test.http.HttpReply;
import dev.firesteel.mesos.test.http.HttpRequest;

/** An agent's HTTP endpoints: its state, and the files of sandboxes. */
final class AgentFront implements HttpHandler {
  private final Loop loop;
  private final AgentNode node;

  AgentFront(Loop loop, AgentNode node) {
    this.loop = loop;
    this.node = node;
  }

  @Override
  public HttpReply handle(HttpRequest request) {
    String path = request.path();
    if (path.startsWith("/slave(1)/")) {
      path = path.substring("/slave(1)".length());
    }
    if (path.endsWith(".json")) {
      path = path.substring(0, path.length() - ".json".length());
    }
    return switch (path) {
      case "/health" -> HttpReply.empty(200);
      case "/version" -> OperatorAnswers.version();
      case "/state" -> OperatorAnswers.json(loop.call(() -> AgentState.of(node)));
      case "/files/browse" -> files().browse(request.query());
      case "/files/read" -> files().read(request.query());
      case "/files/download" -> files().download(request.query());
      default -> HttpReply.text(404, "404 Not Found.");
    };
  }

  private SandboxFiles files() {
    return new SandboxFiles(
        node.sandboxes().root(), loop.call(() -> node.sandboxes().ofAgent(node.agent().id())));
  }
}
