package dev.firesteel.dataset;

import dev.firesteel.api.config.CheckpointKeys;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.FileFormats;
import dev.firesteel.api.split.SaveOptions;
import dev.firesteel.api.split.StoredDirectory;
import dev.firesteel.dataset.lineage.Node;
import dev.firesteel.dataset.step.CheckpointNode;
import dev.firesteel.dataset.step.Decode;
import dev.firesteel.dataset.step.Encode;
import dev.firesteel.dataset.step.Keys;
import dev.firesteel.dataset.step.StepNode;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Where a session's checkpoints lie: each in a directory of its own, below one of the application's
 * in the directory that the user named. They go when nothing can read them any more, and at the
 * latest with the session. Safe for any thread.
 */
final class Checkpoints {
  private final Session session;
  private final Map<String, StoredDirectory> homes = new HashMap<>();
  private final AtomicInteger written = new AtomicInteger();
  private volatile String directory = "";

  Checkpoints(Session session) {
    this.session = session;
  }

  /** Puts checkpoints that are asked for from now on below a directory. */
  void directory(String path) {
    session.files().directory(path, session.config()); // fails here if the path is malformed
    directory = path;
  }

  /** A checkpoint of a node, to be written before the first job that needs it. */
  <T extends @Nullable Object> Node<T> of(Node<T> parent) {
    StoredDirectory home = home();
    String label = CallSite.of("checkpoint");
    return new CheckpointNode<>(
        session.nextDataset(),
        label,
        parent,
        (checkpoint, from) -> write(checkpoint, from, label, home));
  }

  private StoredDirectory home() {
    Config config = session.config();
    String named = directory.isEmpty() ? config.get(CheckpointKeys.DIR) : directory;
    if (named.isEmpty()) {
      throw new FiresteelException(
          ErrorCategory.CONFIGURATION,
          "Cannot checkpoint: there is no directory for it (set "
              + CheckpointKeys.DIR.name()
              + " to one that all hosts share, or call session.checkpointDirectory)");
    }
    synchronized (homes) {
      StoredDirectory known = homes.get(named);
      if (known == null) {
        FileFormats files = session.files();
        String path = files.directory(named, config).child(session.applicationId().toString());
        known = files.directory(path, config);
        homes.put(named, known);
        opened(known, config);
      }
      return known;
    }
  }

  private void opened(StoredDirectory home, Config config) {
    String master = config.get(CoreKeys.MASTER);
    if (home.local() && !master.startsWith("local")) {
      warn(
          "Checkpoints go to local files, "
              + home.uri()
              + ": with master "
              + master
              + " this works only if all hosts share that directory");
    }
    if (!config.get(CheckpointKeys.KEEP)) {
      session.engine("checkpoint").atClose(() -> delete(home));
    }
  }

  private <T extends @Nullable Object> Node<T> write(
      CheckpointNode<T> checkpoint, Node<T> parent, String label, StoredDirectory home) {
    Config config = session.config();
    FileFormats files = session.files();
    String path = home.child(checkpoint.id() + "-" + written.getAndIncrement());
    int partitions = parent.partitions();
    Save.run(
        session,
        new StepNode<>(session.nextDataset(), label, parent, new Encode<T>(), Keys.CHANGED),
        "checkpoint",
        files.blockOutput(path, SaveOptions.DEFAULT, config));
    if (!config.get(CheckpointKeys.KEEP)) {
      StoredDirectory own = files.directory(path, config);
      session.unreachable().watch(checkpoint, () -> delete(own));
    }
    String what = checkpoint.id() + " (" + label + "), whose lineage was cut,";
    return new StepNode<>(
        session.nextDataset(),
        "objects",
        session.source(files.wholeOutput(path, partitions, what, config)),
        new Decode<T>(),
        Keys.CHANGED);
  }

  private static void delete(StoredDirectory directory) {
    ClearUp.of("checkpoint " + directory.uri(), directory::delete);
  }

  /** Loggers take their time to start: only where there is something to say. */
  private static void warn(String message) {
    System.getLogger(Checkpoints.class.getName()).log(System.Logger.Level.WARNING, message);
  }
}
