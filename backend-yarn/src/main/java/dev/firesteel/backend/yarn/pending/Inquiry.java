package dev.firesteel.backend.yarn.pending;

import dev.firesteel.api.backend.PendingReason;
import dev.firesteel.api.id.ProfileId;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Asks the ResourceManager why containers do not come. To be called when an ask has been open for
 * some seconds, and every few seconds while it is; on a thread that may wait. Safe for any thread.
 */
public interface Inquiry {
  /** Knows nothing. */
  Inquiry NONE = asks -> Map.of();

  /**
   * One reason for each ask. Waits for the ResourceManager.
   *
   * @throws IOException if it does not answer
   */
  Map<ProfileId, List<PendingReason>> why(List<OpenAsk> asks) throws IOException;
}
