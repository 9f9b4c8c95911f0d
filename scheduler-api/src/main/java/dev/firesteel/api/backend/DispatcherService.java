package dev.firesteel.api.backend;

import dev.firesteel.api.error.FiresteelException;
import java.util.concurrent.CompletionStage;

/**
 * A running service that takes drivers from {@linkplain SubmissionClient submitters}, queues them,
 * and has a cluster run them which has no such service of its own. Safe for any thread.
 */
public interface DispatcherService extends AutoCloseable {
  /** Where submitters find it. */
  String address();

  /** Completes with the reason if it cannot go on, and never otherwise. */
  CompletionStage<FiresteelException> failure();

  /** Ends the service; drivers run on, and are found by the next one. Repeatable. */
  @Override
  void close();
}
