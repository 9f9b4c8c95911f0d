package dev.firesteel.cli.progress;

import dev.firesteel.api.id.StageId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which stage's bar is shown: the one that has run longest. Used by one thread. */
final class StageBars {
  private final Bar.Factory factory;
  private final Map<StageId, Stage> running = new LinkedHashMap<>();
  private @Nullable StageId shown;
  private @Nullable Bar bar;

  StageBars(Bar.Factory factory) {
    this.factory = factory;
  }

  void started(StageId stage, String name, int tasks) {
    running.put(stage, new Stage(name, tasks));
  }

  void progress(StageId stage, int finished) {
    Stage known = running.get(stage);
    if (known != null) {
      known.finished = finished;
    }
    if (bar != null && stage.equals(shown)) {
      bar.to(finished);
    }
  }

  void ended(StageId stage) {
    running.remove(stage);
    if (stage.equals(shown)) {
      close();
      show();
    }
  }

  /** Shows the first running stage, if none is shown. */
  void show() {
    if (bar == null && !running.isEmpty()) {
      Map.Entry<StageId, Stage> first = running.entrySet().iterator().next();
      shown = first.getKey();
      bar = factory.open(first.getKey() + " " + first.getValue().name, first.getValue().tasks);
      bar.to(first.getValue().finished);
    }
  }

  void close() {
    if (bar != null) {
      bar.close();
      bar = null;
      shown = null;
    }
  }

  private static final class Stage {
    final String name;
    final int tasks;
    int finished;

    Stage(String name, int tasks) {
      this.name = name;
      this.tasks = tasks;
    }
  }
}
