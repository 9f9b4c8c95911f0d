package dev.firesteel.dataset.closure;

import dev.firesteel.dataset.shared.Broadcast;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Serializes a function, and learns on the way which broadcasts it uses. */
public final class CaptureOutputStream extends ObjectOutputStream {
  private final List<Broadcast<?>> broadcasts = new ArrayList<>(0);

  CaptureOutputStream(OutputStream out) throws IOException {
    super(out);
  }

  /** A broadcast was written: who keeps the function keeps the broadcast. */
  public void uses(Broadcast<?> broadcast) {
    broadcasts.add(broadcast);
  }

  /** The broadcasts that were written. */
  List<Broadcast<?>> broadcasts() {
    return List.copyOf(broadcasts);
  }
}
