package dev.firesteel.backend.mesos.offer;

import java.util.ArrayList;
import java.util.List;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** Remembers calls in short words. */
public final class Asked {
  private final List<Call> calls = new ArrayList<>();

  public void add(Call call) {
    calls.add(call);
  }

  /** The calls since the last time. */
  public List<Call> take() {
    List<Call> all = List.copyOf(calls);
    calls.clear();
    return all;
  }

  /** The calls since the last time: {@code DECLINE a b 120s}, {@code SUPPRESS}. */
  public List<String> words() {
    return take().stream().map(Asked::words).toList();
  }

  private static String words(Call call) {
    if (call.getType() != Call.Type.DECLINE) {
      return call.getType().name();
    }
    String ids =
        String.join(
            " ", call.getDecline().getOfferIdsList().stream().map(OfferID::getValue).toList());
    return "DECLINE " + ids + " " + call.getDecline().getFilters().getRefuseSeconds() + "s";
  }
}
