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
 * Gathers pieces around what holds them, hosts or racks: again and again the holder with the most
 * pieces left gets one load of them. The order of the pieces decides which; of holders with equally
 * much, the first by name. Takes time in proportion to the pieces' copies, but for a logarithm.
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

    Holder(K name) {
      this.name = name;
    }
  }

  private final Function<Piece, ? extends Collection<K>> holders;
  private final Map<K, Holder<K>> known = new HashMap<>();
  private final PriorityQueue<Holder<K>> queue =
      new PriorityQueue<>(
          Comparator.comparingLong((Holder<K> holder) -> -holder.queued)
              .thenComparing(holder -> holder.name));

  /** Gathers by the holders of each piece. */
  Gathering(Function<Piece, ? extends Collection<K>> holders) {
    this.holders = holders;
  }

  /**
   * Takes from {@code pieces} what makes loads of {@code least} to {@code most}.
   *
   * @param pieces in order; what stays is too scattered
   */
  List<List<Piece>> loads(List<Piece> pieces, long least, long most) {
    for (Piece piece : pieces) {
      for (K name : new LinkedHashSet<>(holders.apply(piece))) {
        Holder<K> holder = known.computeIfAbsent(name, Holder::new);
        holder.pieces.add(piece);
        holder.left += piece.weight();
      }
    }
    known.values().forEach(holder -> queue(holder, least));
    List<List<Piece>> loads = new ArrayList<>();
    for (Holder<K> holder = queue.poll(); holder != null; holder = queue.poll()) {
      if (holder.queued == holder.left) {
        loads.add(load(holder, most));
      }
      queue(holder, least);
    }
    pieces.removeIf(Piece::taken);
    return loads;
  }

  private void queue(Holder<K> holder, long least) {
    if (holder.left >= Math.max(1, least)) {
      holder.queued = holder.left;
      queue.add(holder);
    }
  }

  private List<Piece> load(Holder<K> holder, long most) {
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
