package dev.firesteel.backend.yarn.rm;

import dev.firesteel.api.backend.PendingReason;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.backend.yarn.pending.Inquiry;
import dev.firesteel.backend.yarn.pending.OpenAsk;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** An inquiry that is given up after a while, so that the next one can begin. */
public final class LimitedInquiry implements Inquiry {
  private final Patience patience;
  private final Inquiry inquiry;

  /** Limits all that one question asks the ResourceManager, together. */
  public LimitedInquiry(Patience patience, Inquiry inquiry) {
    this.patience = patience;
    this.inquiry = inquiry;
  }

  @Override
  public Map<ProfileId, List<PendingReason>> why(List<OpenAsk> asks) throws IOException {
    try {
      return patience.ask(() -> inquiry.why(asks));
    } catch (YarnException e) {
      throw new IOException(e);
    }
  }
}
