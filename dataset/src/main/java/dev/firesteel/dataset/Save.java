package dev.firesteel.dataset;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.OutputFormat;
import dev.firesteel.api.split.WriteContext;
import dev.firesteel.dataset.action.Query;
import dev.firesteel.dataset.action.Saving;
import dev.firesteel.dataset.lineage.Node;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Saves a dataset: prepares the place, lets tasks write, makes the winners' output visible. */
final class Save {
  private Save() {}

  static <T extends @Nullable Object> void run(
      Session session, Node<T> node, String action, OutputFormat<? super T> format) {
    format
        .replaces()
        .ifPresent(
            directory -> {
              session.beforeJob(node); // a checkpoint cuts the lineage
              OwnInput.refuse(node, directory);
            });
    WriteContext context =
        new WriteContext(session.config(), session.nextSave(), node.partitions());
    try {
      format.prepare(context);
    } catch (IOException e) {
      throw failed(format, e);
    }
    boolean committed = false;
    try {
      Saving<T> saving = new Saving<>(format, context.job(), context.partitions());
      List<byte[]> commits = session.jobs().run(node, Query.of(action, saving, answers -> answers));
      format.commit(commits, context);
      committed = true;
    } catch (IOException e) {
      throw failed(format, e);
    } finally {
      if (!committed) {
        ClearUp.of("what was written to " + format.describe(), () -> format.abort(context));
      }
    }
  }

  private static FiresteelException failed(OutputFormat<?> format, IOException e) {
    return new FiresteelException(
        ErrorCategory.INPUT_OUTPUT,
        "Cannot save to " + format.describe() + ": " + e.getMessage(),
        e);
  }
}
