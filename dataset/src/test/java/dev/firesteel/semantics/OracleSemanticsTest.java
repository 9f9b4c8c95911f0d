package dev.firesteel.semantics;

import dev.firesteel.dataset.Session;

/** The oracle meets the semantics itself. */
class OracleSemanticsTest extends DatasetSemantics {
  @Override
  protected Session open() {
    return Session.builder()
        .config("firesteel.memory.off-heap", "16m")
        .engine(OracleEngine::new)
        .open();
  }

  @Override
  protected void run(Runnable test) {
    MemoryFiles.around(test);
  }
}
