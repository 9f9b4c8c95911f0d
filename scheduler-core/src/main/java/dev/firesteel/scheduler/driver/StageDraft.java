package dev.firesteel.scheduler.driver;

import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.dataset.lineage.JobRequest;
import dev.firesteel.dataset.lineage.Node;
import dev.firesteel.dataset.lineage.ShuffleDependency;
import dev.firesteel.dataset.lineage.StageProgram;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A stage as it is cut from the lineage.
 *
 * @param root its last node
 * @param shuffle the shuffle that it writes, or null in the result stage
 * @param scan what it consists of
 */
record StageDraft(Node<?> root, @Nullable ShuffleDependency<?, ?, ?> shuffle, StageScan scan) {

  /** The stages that a node needs, parents before children, its own last. */
  static List<StageDraft> cut(Node<?> target) {
    List<StageDraft> done = new ArrayList<>(2);
    Set<ShuffleId> known = new HashSet<>();
    Deque<Open> open = new ArrayDeque<>();
    open.push(new Open(new StageDraft(target, null, StageScan.of(target))));
    while (!open.isEmpty()) {
      Open stage = open.element();
      ShuffleDependency<?, ?, ?> parent = stage.nextParent();
      if (parent == null) {
        done.add(stage.draft);
        open.pop();
      } else if (known.add(parent.id())) {
        open.push(new Open(new StageDraft(parent.parent(), parent, StageScan.of(parent.parent()))));
      }
    }
    return done;
  }

  /** What its tasks run; {@code request} is the job's. */
  StageProgram program(JobRequest<?, ?> request) {
    return shuffle == null ? result(request) : map(shuffle);
  }

  private static <T extends @Nullable Object, P extends @Nullable Object> StageProgram result(
      JobRequest<T, P> request) {
    return new StageProgram.Result<>(request.target(), request.action());
  }

  private static <K extends @Nullable Object, V extends @Nullable Object> StageProgram map(
      ShuffleDependency<K, V, ?> shuffle) {
    return new StageProgram.ShuffleMap<>(shuffle.parent(), shuffle);
  }

  /** A stage some of whose parents are not yet cut. */
  private static final class Open {
    final StageDraft draft;
    private int next;

    Open(StageDraft draft) {
      this.draft = draft;
    }

    @Nullable ShuffleDependency<?, ?, ?> nextParent() {
      List<ShuffleDependency<?, ?, ?>> shuffles = draft.scan.shuffles();
      return next < shuffles.size() ? shuffles.get(next++) : null;
    }
  }
}
