package dev.firesteel.it.session;

import dev.firesteel.dataset.Session;
import dev.firesteel.semantics.DatasetSemantics;

/** Every operation on {@code local[2]} answers as the oracle does. */
class LocalSemanticsTest extends DatasetSemantics {
  @Override
  protected Session open() {
    return Session.builder()
        .name("semantics")
        .config("firesteel.memory.off-heap", "16m")
        .master("local[2]")
        .open();
  }
}
