package dev.firesteel.scheduler.copies;

import dev.firesteel.protocol.message.BlockName;
import dev.firesteel.scheduler.executors.Executor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The copies that are to be made, at most one of each block at a time, and how many each executor
 * sends and receives. Each change takes constant time.
 */
public final class Copies {
  /** Copies that one executor sends at a time. */
  public static final int MOST_OUT = 8;

  /** Copies that one executor fetches at a time. */
  public static final int MOST_IN = 4;

  private final Map<BlockName, Copy> open = new LinkedHashMap<>();
  private final Map<Executor, Traffic> traffic = new HashMap<>();

  private static final class Traffic {
    final Deque<Copy> waiting = new ArrayDeque<>();
    int open;
    int out;
    int in;

    boolean none() {
      return open == 0 && in == 0 && waiting.isEmpty();
    }
  }

  /** Whether a copy of the block is to be made already. */
  public boolean has(BlockName block) {
    return open.containsKey(block);
  }

  /** A copy is to be made from an executor's block; it waits. */
  public void add(BlockName block, Executor from) {
    Copy copy = new Copy(block, from);
    open.put(block, copy);
    Traffic sender = of(from);
    sender.open++;
    sender.waiting.add(copy);
  }

  /** The next copy that waits for an executor to send it; null if it may send no more now. */
  public @Nullable Copy next(Executor from) {
    Traffic sender = traffic.get(from);
    if (sender == null || sender.out >= MOST_OUT) {
      return null;
    }
    while (!sender.waiting.isEmpty()) {
      Copy copy = sender.waiting.peek();
      if (open.get(copy.block()) == copy) {
        return copy;
      }
      sender.waiting.remove();
    }
    return null;
  }

  /** The next waiting copy of its sender is fetched by an executor. */
  public void send(Copy copy, Executor to) {
    Traffic sender = of(copy.from());
    sender.waiting.remove();
    sender.out++;
    of(to).in++;
    copy.to(to);
  }

  /** The copy that an executor was told to make of a block; null if it was not. */
  public @Nullable Copy sentTo(Executor to, BlockName block) {
    Copy copy = open.get(block);
    return copy == null || copy.to() != to ? null : copy;
  }

  /** The copy will not be made there; it waits again. */
  public void again(Copy copy) {
    Executor at = copy.to();
    if (at != null) {
      leave(copy, at);
      copy.failed(at);
      of(copy.from()).waiting.add(copy);
    }
  }

  /** The copy is made, or not to be made any more. */
  public void close(Copy copy) {
    if (!open.remove(copy.block(), copy)) {
      return;
    }
    Executor at = copy.to();
    if (at != null) {
      leave(copy, at);
    }
    of(copy.from()).open--;
    tidy(copy.from());
  }

  private void leave(Copy copy, Executor at) {
    of(copy.from()).out--;
    of(at).in--;
    copy.to(null);
    tidy(at);
  }

  /** The open copies that an executor sends or fetches, in the order they became known. */
  public List<Copy> with(Executor executor) {
    if (!traffic.containsKey(executor)) {
      return List.of();
    }
    return some(copy -> copy.from() == executor || copy.to() == executor);
  }

  /** Open copies of some blocks, in the order they became known. */
  public List<Copy> some(Predicate<Copy> which) {
    if (open.isEmpty()) {
      return List.of();
    }
    List<Copy> some = new ArrayList<>();
    for (Copy copy : open.values()) {
      if (which.test(copy)) {
        some.add(copy);
      }
    }
    return some;
  }

  /** Whether copies are to be made of what an executor has. */
  public boolean anyFrom(Executor executor) {
    Traffic sender = traffic.get(executor);
    return sender != null && sender.open > 0;
  }

  /** Copies that an executor fetches now. */
  public int fetchedBy(Executor executor) {
    Traffic receiver = traffic.get(executor);
    return receiver == null ? 0 : receiver.in;
  }

  /** Copies to be made. */
  public int size() {
    return open.size();
  }

  private Traffic of(Executor executor) {
    return traffic.computeIfAbsent(executor, e -> new Traffic());
  }

  private void tidy(Executor executor) {
    Traffic there = traffic.get(executor);
    if (there != null && there.open == 0) {
      there.waiting.clear(); // all of them are closed
      if (there.none()) {
        traffic.remove(executor);
      }
    }
  }
}
