package dev.firesteel.dataset.lineage;

import dev.firesteel.api.id.JobId;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A job that was submitted. */
public interface RunningJob<P extends @Nullable Object> {
  /** Its id. */
  JobId id();

  /**
   * The answers in the order of the requested partitions. Completes exceptionally with a {@link
   * dev.firesteel.api.error.FiresteelException} that tells the first cause.
   */
  CompletionStage<List<P>> answers();
}
