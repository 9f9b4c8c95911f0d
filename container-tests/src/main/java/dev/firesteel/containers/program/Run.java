package dev.firesteel.containers.program;

import dev.firesteel.dataset.Session;
import dev.firesteel.dataset.status.SessionStatus;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs a program in a session and prints its outcome as the last line, if it succeeds. */
final class Run {
  private Run() {}

  static void program(String name, Consumer<Session> body) {
    long begun = System.nanoTime();
    SessionStatus status;
    long millis;
    try (Session session = Session.builder().name(name).open()) {
      body.accept(session);
      millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
      status = session.status();
    }
    System.out.println("OUTCOME " + OutcomeJson.of(name, millis, status));
  }
}
