package dev.firesteel.backend.yarn.master;

import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.backend.yarn.rm.MasterLink;
import dev.firesteel.backend.yarn.rm.Peer;
import dev.firesteel.backend.yarn.rm.Registered;
import java.util.ArrayList;
import java.util.List;

/** A registration that records its end. */
final class FakeLink implements MasterLink {
  final List<String> ends = new ArrayList<>();

  @Override
  public Registered registered() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void attach(Peer peer) {}

  @Override
  public void detach(Peer peer) {}

  @Override
  public void wake() {}

  @Override
  public void unregister(FinalStatus status, String diagnostics) {
    ends.add(status + ": " + diagnostics);
  }
}
