package dev.firesteel.scheduler.driver;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.dataset.status.SessionStatus;
import dev.firesteel.scheduler.machine.Event;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Brings the machine's answers to those who asked how the session is. Safe for any thread. */
final class StatusDesk {
  private final Consumer<Event> loop;
  private final Map<Long, CompletableFuture<SessionStatus>> waiting = new LinkedHashMap<>();
  private long requests;
  private @Nullable String ended;

  StatusDesk(Consumer<Event> loop) {
    this.loop = loop;
  }

  CompletionStage<SessionStatus> ask() {
    CompletableFuture<SessionStatus> answer = new CompletableFuture<>();
    long request;
    synchronized (this) {
      if (ended != null) {
        answer.completeExceptionally(gone(ended));
        return answer;
      }
      request = requests++;
      waiting.put(request, answer);
    }
    loop.accept(new Event.StatusWanted(request));
    return answer;
  }

  void answer(long request, SessionStatus status) {
    CompletableFuture<SessionStatus> answer;
    synchronized (this) {
      answer = waiting.remove(request);
    }
    if (answer != null) {
      answer.complete(status);
    }
  }

  /** There will be no more answers. Only the first reason counts. */
  void end(String why) {
    List<CompletableFuture<SessionStatus>> left;
    synchronized (this) {
      ended = ended == null ? why : ended;
      left = List.copyOf(waiting.values());
      waiting.clear();
    }
    left.forEach(answer -> answer.completeExceptionally(gone(why)));
  }

  private static FiresteelException gone(String why) {
    return new FiresteelException(
        ErrorCategory.CANCELLED, "Cannot tell the session's status: " + why);
  }
}
