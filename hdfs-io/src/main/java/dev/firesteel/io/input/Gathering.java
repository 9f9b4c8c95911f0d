package dev.firesteel.io.input;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Function;

/**
 * Gathers pieces around what holds them, hosts or racks: the holders take turns, each gets one load
 * of its pieces in their order; first as long as they have enough for a full load, then those that
 * have enough for a small one. Of holders with equally many loads the one with the most left is
 * next, then the first by name. So no holder gets all the work, even if it holds everything. Takes
 * time in proportion to the pieces' copies, but for a logarithm.
 *
 * @param <K> holders
 */
final class Gathering<K extends Comparable<K>> {
  private static final class Holder<K> {
    final K name;
    final List<Piece> pieces = new ArrayList<>();
    int next;
    long left;
    long queued;
    int loads;

    Holder(K name) {
      this.name = name;
    }
  }

  private final Function<Piece, ? extends Collection<K>> holders;
  private final long least;
  private final long most;
  private final Map<K, Holder<K>> known = new HashMap<>();

  /** Gathers loads of {@code least} to {@code most} by the holders of each piece. */
  Gathering(Function<Piece, ? extends Collection<K>> holders, long least, long most) {
    this.holders = holders;
    this.least = Math.max(1, least);
    this.most = most;
  }

  /** Takes out of {@code pieces}, which are in order, all but what is too scattered. */
  List<List<Piece>> loads(List<Piece> pieces) {
    for (Piece piece : pieces) {
      for (K name : new LinkedHashSet<>(holders.apply(piece))) {
        Holder<K> holder = known.computeIfAbsent(name, Holder::new);
        holder.pieces.add(piece);
        holder.left += piece.weight();
      }
    }
    PriorityQueue<Holder<K>> queue = new PriorityQueue<>(turns());
    known.values().forEach(holder -> queue(holder, queue));
    List<List<Piece>> loads = new ArrayList<>();
    for (Holder<K> holder = queue.poll(); holder != null; holder = queue.poll()) {
      if (holder.queued == holder.left) {
        loads.add(load(holder));
      }
      queue(holder, queue);
    }
    pieces.removeIf(Piece::taken);
    return loads;
  }

  /** What a holder has left becomes less while it is queued: so it is looked at again. */
  private Comparator<Holder<K>> turns() {
    return Comparator.comparing((Holder<K> holder) -> holder.queued < most)
        .thenComparingInt(holder -> holder.loads)
        .thenComparingLong(holder -> -holder.queued)
        .thenComparing(holder -> holder.name);
  }

  private void queue(Holder<K> holder, PriorityQueue<Holder<K>> queue) {
    if (holder.left >= least) {
      holder.queued = holder.left;
      queue.add(holder);
    }
  }

  private List<Piece> load(Holder<K> holder) {
    holder.loads++;
    List<Piece> load = new ArrayList<>();
    long weight = 0;
    for (; holder.next < holder.pieces.size(); holder.next++) {
      Piece piece = holder.pieces.get(holder.next);
      if (!piece.taken()) {
        if (weight + piece.weight() > most) {
          break;
        }
        weight += piece.weight();
        take(piece);
        load.add(piece);
      }
    }
    return load;
  }

  private void take(Piece piece) {
    piece.take();
    for (K name : new LinkedHashSet<>(holders.apply(piece))) {
      known.computeIfAbsent(name, Holder::new).left -= piece.weight();
    }
  }
}
