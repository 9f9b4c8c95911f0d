package dev.firesteel.dataset;

import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.dataset.lineage.ShuffleDependency;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Notices shuffles that no lineage knows any more. Has no thread: it looks when it is asked to,
 * before each job and each new shuffle.
 */
final class ForgottenShuffles {
  private final ReferenceQueue<ShuffleDependency<?, ?, ?>> queue = new ReferenceQueue<>();
  private final Set<Watch> watched = ConcurrentHashMap.newKeySet();

  void watch(ShuffleDependency<?, ?, ?> shuffle) {
    watched.add(new Watch(shuffle, queue));
  }

  void report(Consumer<ShuffleId> forget) {
    for (Object gone = queue.poll(); gone != null; gone = queue.poll()) {
      Watch watch = (Watch) gone;
      watched.remove(watch);
      forget.accept(watch.id);
    }
  }

  private static final class Watch extends PhantomReference<ShuffleDependency<?, ?, ?>> {
    private final ShuffleId id;

    Watch(ShuffleDependency<?, ?, ?> shuffle, ReferenceQueue<ShuffleDependency<?, ?, ?>> queue) {
      super(shuffle, queue);
      this.id = shuffle.id();
    }
  }
}
