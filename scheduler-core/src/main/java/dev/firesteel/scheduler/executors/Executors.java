package dev.firesteel.scheduler.executors;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.api.topology.Placement;
import dev.firesteel.protocol.message.BlockAddress;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All executors that are not gone, in the order of their launch, and indexes: by host, by rack,
 * with free slots, with queues. Every index is kept up to date in constant time.
 */
public final class Executors {
  private final Map<ExecutorId, Executor> all = new LinkedHashMap<>();
  private final AttemptTable attempts = new AttemptTable();
  private final Hosts hosts = new Hosts();
  private final Map<ProfileId, Integer> readySlots = new HashMap<>();
  private final Map<ProfileId, Integer> readyOfProfile = new HashMap<>();
  private final Set<Executor> unused = new LinkedHashSet<>();
  private final Set<Executor> idle = new LinkedHashSet<>();
  private final Set<Executor> queueing = new LinkedHashSet<>();
  private int launched;
  private int ready;
  private int excluded;

  /** A new executor in state {@link ExecutorState#ASKED}; ids are e-0, e-1 and so on. */
  public Executor ask(ProfileId profile, Placement at) {
    ExecutorId id = new ExecutorId("e-" + launched++);
    Executor executor = new Executor(id, profile, at, ExecutorState.ASKED);
    all.put(id, executor);
    return executor;
  }

  /** An executor of a previous driver that is expected to register. */
  public Executor adopt(ExecutorId id, ProfileId profile, Placement at) {
    Executor executor = new Executor(id, profile, at, ExecutorState.STARTED);
    all.put(id, executor);
    if (id.value().matches("e-\\d{1,9}")) {
      launched = Math.max(launched, Integer.parseInt(id.value().substring(2)) + 1);
    }
    return executor;
  }

  /** The executor, unless it is unknown or gone. */
  public @Nullable Executor find(ExecutorId id) {
    return all.get(id);
  }

  /** All, in the order of their launch. */
  public Collection<Executor> all() {
    return Collections.unmodifiableCollection(all.values());
  }

  /** The backend started it. */
  public void started(Executor executor, Placement at) {
    if (executor.state() == ExecutorState.ASKED) {
      executor.move(ExecutorState.STARTED);
      executor.startedAt(at);
    }
  }

  /** It registered and takes tasks from now on. */
  public void registered(Executor executor, BlockAddress blocks, int slots, long now) {
    executor.move(ExecutorState.READY);
    executor.registered(blocks, slots, now);
    hosts.present(executor);
    join(executor);
  }

  /** It stays after all and takes tasks again. */
  public void resume(Executor executor) {
    executor.move(ExecutorState.READY);
    executor.readmit();
    join(executor);
  }

  private void join(Executor executor) {
    ready++;
    hosts.ready(executor);
    readySlots.merge(executor.profile(), executor.slots(), Integer::sum);
    readyOfProfile.merge(executor.profile(), 1, Integer::sum);
    handChanged(executor);
  }

  /** It goes on to a state in which it takes no tasks. */
  public void move(Executor executor, ExecutorState to) {
    boolean tookTasks = executor.takesTasks();
    excluded -= executor.ready() && executor.excluded() ? 1 : 0;
    executor.move(to);
    if (tookTasks) {
      leave(executor);
    }
    handChanged(executor);
    if (to == ExecutorState.GONE) {
      all.remove(executor.id());
      hosts.absent(executor);
    }
  }

  private void leave(Executor executor) {
    ready--;
    hosts.unready(executor);
    readySlots.merge(executor.profile(), -executor.slots(), Integer::sum);
    readyOfProfile.merge(executor.profile(), -1, Integer::sum);
  }

  /** It gets no tasks from now on, though it is ready; returns whether that is news. */
  public boolean exclude(Executor executor) {
    if (!executor.takesTasks()) {
      return false;
    }
    executor.exclude();
    excluded++;
    leave(executor);
    handChanged(executor);
    return true;
  }

  /** It gets tasks again; returns whether that is news. */
  public boolean readmit(Executor executor) {
    if (!executor.ready() || !executor.excluded()) {
      return false;
    }
    executor.readmit();
    excluded--;
    join(executor);
    return true;
  }

  /** How many are ready but excluded. */
  public int excluded() {
    return excluded;
  }

  /** An attempt is sent. */
  public void hand(RunningAttempt attempt) {
    attempts.add(attempt);
    attempt.executor().hand().add(attempt, attempt.executor().slots());
  }

  /** Whether an executor has an attempt that is not cancelled. */
  public boolean hasLive(Executor executor, TaskId task) {
    RunningAttempt attempt = attempts.find(task);
    return attempt != null && attempt.executor() == executor && !attempt.cancelled();
  }

  /** Takes an attempt out of its executor's hand; null if that executor does not have it. */
  public @Nullable RunningAttempt take(Executor executor, TaskId task) {
    RunningAttempt attempt = attempts.find(task);
    if (attempt == null || attempt.executor() != executor) {
      return null;
    }
    attempts.remove(task);
    executor.hand().remove(attempt, executor.heardAt());
    return attempt;
  }

  /** Takes all attempts out of an executor's hand, oldest first. */
  public List<RunningAttempt> takeAll(Executor executor) {
    List<RunningAttempt> taken = executor.hand().all();
    for (RunningAttempt attempt : taken) {
      attempts.remove(attempt.task());
      executor.hand().remove(attempt, executor.heardAt());
    }
    return taken;
  }

  /** Puts the executor where it belongs after attempts were added to or taken from its hand. */
  public void handChanged(Executor executor) {
    boolean takes = executor.takesTasks();
    if (executor.idle(takes && executor.freeSlots() > 0)) {
      toggle(idle, executor);
    }
    if (executor.queueing(takes && executor.queued() > 0)) {
      toggle(queueing, executor);
    }
    if (executor.unused(takes && executor.hand().size() == 0)) {
      toggle(unused, executor);
    }
  }

  private static void toggle(Set<Executor> group, Executor executor) {
    if (!group.remove(executor)) {
      group.add(executor);
    }
  }

  /** Whether any executor has a free slot. */
  public boolean anyIdle() {
    return !idle.isEmpty();
  }

  /** Whether an executor of the profile other than this one has a free slot. */
  public boolean idleBeside(Executor executor) {
    return idleBeside(executor, Set.of());
  }

  /** Whether one of the profile has a free slot other than this one and some others. */
  public boolean idleBeside(Executor executor, Set<Executor> not) {
    int looked = 0;
    for (Executor other : idle) {
      if (!not.isEmpty() && not.contains(other)) {
        continue;
      }
      if (other != executor && other.profile().equals(executor.profile())) {
        return true;
      }
      if (++looked > 8) {
        return true;
      }
    }
    return false;
  }

  /**
   * Those with free slots, longest idle first. {@link #handChanged} must not be called meanwhile.
   */
  public Iterable<Executor> idle() {
    return Collections.unmodifiableSet(idle);
  }

  /** Those with queued attempts. {@link #handChanged} must not be called meanwhile. */
  public Iterable<Executor> queueing() {
    return Collections.unmodifiableSet(queueing);
  }

  /** Whether any executor has queued attempts. */
  public boolean anyQueueing() {
    return !queueing.isEmpty();
  }

  /** How many take tasks. */
  public int ready() {
    return ready;
  }

  /** Hosts and racks, and the executors there that take tasks. */
  public Hosts hosts() {
    return hosts;
  }

  /** Slots of all executors of a profile that take tasks. */
  public int readySlots(ProfileId profile) {
    return readySlots.getOrDefault(profile, 0);
  }

  /** Executors of a profile that take tasks. */
  public int ready(ProfileId profile) {
    return readyOfProfile.getOrDefault(profile, 0);
  }

  /** Whether an executor of a profile is to come: launched, not registered yet. */
  public boolean expects(ProfileId profile) {
    return all.values().stream().anyMatch(e -> e.expected() && e.profile().equals(profile));
  }

  /** Those that take tasks and have none, longest without one first. */
  public Set<Executor> unused() {
    return Collections.unmodifiableSet(unused);
  }

  /** Attempts in the hands of all executors. */
  public int attemptsInHand() {
    return attempts.size();
  }
}
