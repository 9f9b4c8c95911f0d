package dev.firesteel.executor.aggregate;

import dev.firesteel.api.split.Sink;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.lineage.JoinKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the values of both sides of a key and pushes what the join makes of them. */
@SuppressWarnings("unchecked") // R is what the kind of join makes
final class GroupJoin<K extends @Nullable Object, R extends @Nullable Object>
    implements Sink<Pair<K, List<Object>[]>> {
  private final JoinKind kind;
  private final Sink<? super Pair<K, R>> down;

  GroupJoin(JoinKind kind, Sink<? super Pair<K, R>> down) {
    this.kind = kind;
    this.down = down;
  }

  @Override
  public void accept(Pair<K, List<Object>[]> group) throws Exception {
    List<Object> rights = group.value()[1];
    for (Object left : group.value()[0]) {
      if (rights.isEmpty() && kind.keepsLeft()) {
        down.accept(group.withValue((R) kind.left(left)));
      }
      for (Object right : rights) {
        if (down.done()) {
          return;
        }
        down.accept(group.withValue((R) kind.both(left, right)));
      }
    }
    if (group.value()[0].isEmpty() && kind.keepsRight()) {
      for (Object right : rights) {
        down.accept(group.withValue((R) kind.right(right)));
      }
    }
  }

  @Override
  public boolean done() {
    return down.done();
  }
}
