package dev.firesteel.scheduler.machine;

import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.id.ShuffleId;
import dev.firesteel.protocol.message.BlockName;
import dev.firesteel.protocol.message.CopyOrder;
import dev.firesteel.protocol.message.CopyReport;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.scheduler.copies.Copies;
import dev.firesteel.scheduler.copies.Copy;
import dev.firesteel.scheduler.copies.Receivers;
import dev.firesteel.scheduler.dag.ShuffleOutputs;
import dev.firesteel.scheduler.executors.Executor;
import dev.firesteel.scheduler.executors.ExecutorState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Sees that blocks are where they should be: a kept partition with as many executors that stay as
 * its level says, at least one; a map output with one that stays. Executors that are ready stay,
 * those that drain do not. For each block that falls short a copy is ordered from one that has it;
 * what the order says is decided when it is sent, at the end of an event, by what is known then.
 *
 * <p>A copy that fails is tried elsewhere, a few times. A partition that was dropped for lack of
 * memory is not copied again before a task keeps it again. Copied map outputs count as moved all at
 * once, by {@link #settle}, so that readers are told of new places once.
 */
final class CopyFlow {
  private static final int MOST_FAILURES = 3;
  private static final int AWAKENED = 8;

  private final World world;
  private final Copies copies = new Copies();
  private final Receivers receivers = new Receivers();
  private final Map<Executor, Map<BlockName.MapOutput, Executor>> moved = new LinkedHashMap<>();
  private final Deque<Executor> due = new ArrayDeque<>();
  private final Set<Executor> blocked = new LinkedHashSet<>();
  private final Map<Executor, List<CopyOrder>> orders = new LinkedHashMap<>();
  private final Set<Executor> quiet = new LinkedHashSet<>();
  private boolean alone;

  CopyFlow(World world) {
    this.world = world;
  }

  /** An executor takes copies from now on. */
  void joined(Executor executor) {
    receivers.add(executor);
    alone = false;
    due.addAll(blocked);
    blocked.clear();
  }

  /** It changed who keeps a partition. */
  void look(ToDriver.DatasetBlock block) {
    look(new BlockName.Partition(block));
  }

  /** An output was written by an executor that drains, or came to one. */
  void look(ShuffleOutputs outputs, int map) {
    look(new BlockName.MapOutput(outputs.shuffle(), map, outputs.task(map)));
  }

  private void look(BlockName block) {
    if (!copies.has(block)) {
      Executor from = source(block);
      if (from != null) {
        copies.add(block, from);
        due.add(from);
      }
    }
  }

  /** Orders copies of all that would be lost with an executor that drains. */
  void evacuate(Executor executor) {
    world.kept.keptBy(executor).forEach(this::look);
    for (ShuffleOutputs outputs : world.shuffles.all()) {
      for (int map : outputs.at(executor)) {
        look(outputs, map);
      }
    }
  }

  /** Whether something would be lost with an executor. */
  boolean onlyHas(Executor executor) {
    for (ToDriver.DatasetBlock block : world.kept.keptBy(executor)) {
      if (world.kept.holders(block.dataset(), block.partition()).stream()
          .noneMatch(holder -> holder != executor && holder.ready())) {
        return true;
      }
    }
    Map<BlockName.MapOutput, Executor> safe = moved.getOrDefault(executor, Map.of());
    for (ShuffleOutputs outputs : world.shuffles.all()) {
      if (outputs.wanted()) {
        for (int map : outputs.at(executor)) {
          if (!safe.containsKey(
              new BlockName.MapOutput(outputs.shuffle(), map, outputs.task(map)))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Whether copies are to be made of what an executor has. */
  boolean anyFrom(Executor executor) {
    return copies.anyFrom(executor);
  }

  private void ended(Executor from) {
    if (from.state() == ExecutorState.DRAINING) {
      quiet.add(from);
    }
  }

  /** Whether {@link #quietSenders} may have an answer. */
  boolean anyQuiet() {
    return !quiet.isEmpty();
  }

  /** Those that drain of which copies ended since the last call, if none are open any more. */
  List<Executor> quietSenders() {
    if (quiet.isEmpty()) {
      return List.of();
    }
    List<Executor> senders = quiet.stream().filter(sender -> !copies.anyFrom(sender)).toList();
    quiet.clear();
    return senders;
  }

  /** Who has a block of which one more copy should be; null if there are enough or nobody has. */
  private @Nullable Executor source(BlockName block) {
    if (block instanceof BlockName.Partition partition) {
      return source(partition.block());
    }
    BlockName.MapOutput output = (BlockName.MapOutput) block;
    ShuffleOutputs outputs = world.shuffles.find(output.shuffle());
    Executor at = outputs == null ? null : outputs.place(output.map());
    if (outputs == null
        || at == null
        || at.state() != ExecutorState.DRAINING
        || !outputs.wanted()
        || !outputs.task(output.map()).equals(output.task())
        || moved.getOrDefault(at, Map.of()).containsKey(output)) {
      return null;
    }
    return at;
  }

  private @Nullable Executor source(ToDriver.DatasetBlock block) {
    int stay = 0;
    Executor source = null;
    for (Executor holder : world.kept.holders(block.dataset(), block.partition())) {
      if (holder.ready()) {
        source = stay++ == 0 ? holder : source;
      } else if (source == null && holder.attached()) {
        source = holder;
      }
    }
    return stay < world.kept.copies(block.dataset()) ? source : null;
  }

  /** An executor tells what became of an order. */
  void ended(Executor at, CopyReport report) {
    Copy copy = copies.sentTo(at, report.block());
    if (copy == null) {
      return;
    }
    due.add(copy.from());
    ended(copy.from());
    awaken();
    if (report.done()) {
      copies.close(copy);
      if (report.block() instanceof BlockName.MapOutput output
          && world.shuffles.find(output.shuffle()) != null
          && !gone(copy.from())) {
        moved.computeIfAbsent(copy.from(), e -> new LinkedHashMap<>()).put(output, at);
      }
    } else {
      failed(copy);
    }
  }

  /** Its loss was settled: what comes of it afterwards helps nobody. */
  private static boolean gone(Executor executor) {
    return executor.state() == ExecutorState.ENDING || executor.state() == ExecutorState.GONE;
  }

  private void failed(Copy copy) {
    copies.again(copy);
    if (copy.failures() >= MOST_FAILURES) {
      copies.close(copy);
    }
  }

  private void awaken() {
    for (int i = 0; i < AWAKENED && !blocked.isEmpty(); i++) {
      Executor sender = blocked.iterator().next();
      blocked.remove(sender);
      due.add(sender);
    }
  }

  /** What was copied from an executor has its place where the copies are. */
  void settle(Executor from) {
    Map<BlockName.MapOutput, Executor> outputs = moved.remove(from);
    if (outputs == null) {
      return;
    }
    outputs.forEach(
        (output, to) -> {
          ShuffleOutputs shuffle = world.shuffles.find(output.shuffle());
          if (shuffle != null && to.attached()) {
            shuffle.moved(output, from, to, world.now);
            if (!to.ready()) {
              look(shuffle, output.map());
            }
          }
        });
  }

  /** An executor is gone, with these partitions; its moved outputs are settled. */
  void lost(Executor executor, List<ToDriver.DatasetBlock> partitions) {
    blocked.remove(executor);
    receivers.remove(executor);
    for (Copy copy : copies.with(executor)) {
      if (copy.to() == executor) {
        failed(copy);
        due.add(copy.from());
      } else if (copy.to() == null) {
        copies.close(copy);
        look(copy.block());
      }
    }
    partitions.forEach(this::look);
    moved.forEach(
        (from, outputs) -> {
          List<BlockName.MapOutput> again = new ArrayList<>();
          outputs.forEach((output, to) -> addIf(to == executor, output, again));
          again.forEach(outputs::remove);
          again.forEach(this::look);
        });
    moved.values().removeIf(Map::isEmpty);
    awaken();
  }

  private static <T> void addIf(boolean yes, T thing, List<T> things) {
    if (yes) {
      things.add(thing);
    }
  }

  /** A dataset is no longer persisted. */
  void forgotten(DatasetId dataset) {
    drop(
        copy ->
            copy.block() instanceof BlockName.Partition p && p.block().dataset().equals(dataset));
  }

  /** A shuffle is not read any more. */
  void forgotten(ShuffleId shuffle) {
    drop(copy -> copy.block() instanceof BlockName.MapOutput m && m.shuffle().equals(shuffle));
    moved.values().forEach(outputs -> outputs.keySet().removeIf(m -> m.shuffle().equals(shuffle)));
    moved.values().removeIf(Map::isEmpty);
  }

  /** Copies that are open or have not taken the place of what they are copies of. */
  int size() {
    return copies.size() + moved.values().stream().mapToInt(Map::size).sum();
  }

  /** Executors that may receive copies or had outputs moved. */
  Set<Executor> known() {
    Set<Executor> known = new LinkedHashSet<>(receivers.all());
    known.addAll(moved.keySet());
    known.addAll(blocked);
    return known;
  }

  /** What is on its way comes, and is then told to be forgotten. */
  private void drop(Predicate<Copy> which) {
    copies.some(copy -> copy.to() == null && which.test(copy)).forEach(copies::close);
  }

  /** Sends the orders that can be sent now. */
  void flush() {
    while (!due.isEmpty()) {
      send(due.remove());
    }
    orders.forEach((to, list) -> world.out.send(to.id(), new ToExecutor.CopyBlocks(list)));
    orders.clear();
  }

  private void send(Executor from) {
    for (Copy copy = copies.next(from); copy != null; copy = copies.next(from)) {
      Executor source = source(copy.block());
      if (source != from) {
        copies.close(copy);
        ended(from);
        look(copy.block());
        continue;
      }
      Executor to = receiver(copy);
      if (to == null) {
        if (copy.failures() > 0 && !receivers.full()) {
          copies.close(copy); // everybody has tried
          ended(from);
          continue;
        }
        blocked.add(from);
        if (!receivers.full()) {
          tellIfAlone(copy);
        }
        return;
      }
      copies.send(copy, to);
      orders.computeIfAbsent(to, e -> new ArrayList<>()).add(order(copy, to));
    }
  }

  private void tellIfAlone(Copy copy) {
    if (!alone && copy.from().ready() && copy.block() instanceof BlockName.Partition partition) {
      alone = true;
      world.out.tell(new Notice.NoPlaceForCopies(partition.block().dataset(), copy.from().id()));
    }
  }

  private @Nullable Executor receiver(Copy copy) {
    List<Executor> holders =
        copy.block() instanceof BlockName.Partition p
            ? world.kept.holders(p.block().dataset(), p.block().partition())
            : List.of();
    return receivers.choose(
        copy.from(),
        e -> !copy.failedAt(e.id()) && !holders.contains(e),
        e -> copies.fetchedBy(e) < Copies.MOST_IN,
        e -> world.kept.keptBy(e).size() + copies.fetchedBy(e));
  }

  private CopyOrder order(Copy copy, Executor to) {
    if (copy.block() instanceof BlockName.Partition partition) {
      String level = world.kept.level(partition.block().dataset()).name();
      return new CopyOrder(copy.block(), level, 0, copy.from().blocks());
    }
    BlockName.MapOutput output = (BlockName.MapOutput) copy.block();
    ShuffleOutputs outputs = Objects.requireNonNull(world.shuffles.find(output.shuffle()));
    outputs.touched().add(to);
    return new CopyOrder(copy.block(), "", outputs.reducers(output.map()), copy.from().blocks());
  }
}
