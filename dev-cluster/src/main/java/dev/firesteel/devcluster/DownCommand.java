package dev.firesteel.devcluster;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.util.Optional;

/** {@code dev-cluster down}: ends the daemons and removes what they stored. */
final class DownCommand {
  /** What becomes of what the daemons stored. */
  enum Stored {
    /** It stays, for the next start. */
    KEEP,
    /** It goes. */
    REMOVE
  }

  private final Layout layout;
  private final PrintStream out;

  DownCommand(Layout layout, PrintStream out) {
    this.layout = layout;
    this.out = out;
  }

  boolean run(Stored stored) throws IOException {
    Optional<ExistingCluster> found = ExistingCluster.in(layout);
    if (found.isEmpty()) {
      out.println("There is no cluster in " + layout.directory() + "; nothing to do");
      return true;
    }
    try (FileChannel lock = ExistingCluster.lock(layout)) {
      int running = found.get().running().size();
      found.get().end();
      if (stored == Stored.REMOVE) {
        OwnFiles.delete(layout.directory());
      }
      out.println(
          running
              + " daemons ended; "
              + (stored == Stored.KEEP ? "what they stored stays in " : "removed ")
              + layout.directory());
      return true;
    }
  }
}
