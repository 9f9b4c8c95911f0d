package dev.firesteel.mesos.test.http;

/** Answers requests, on any thread. */
@FunctionalInterface
public interface HttpHandler {
  /** The answer; may block. */
  HttpReply handle(HttpRequest request);
}
