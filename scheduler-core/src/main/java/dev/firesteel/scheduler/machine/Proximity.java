package dev.firesteel.scheduler.machine;

import dev.firesteel.api.topology.HostName;
import dev.firesteel.dataset.status.InputLocality;
import dev.firesteel.dataset.status.NotLocalReason;
import dev.firesteel.scheduler.executors.Executor;
import dev.firesteel.scheduler.executors.ExecutorState;
import dev.firesteel.scheduler.executors.Hosts;
import dev.firesteel.scheduler.executors.Nearness;
import dev.firesteel.scheduler.placement.Taken;
import dev.firesteel.scheduler.placement.TaskSet;
import dev.firesteel.scheduler.plan.WishedHosts;
import java.util.List;

/**
 * Tells how near to its input a task is placed and, where that is on no host that holds it, why.
 * Most tasks are told by the queue from which they were taken; only for others, and where kept
 * partitions may have come or gone meanwhile, the task's wishes are looked up once more.
 */
final class Proximity {
  private final World world;

  Proximity(World world) {
    this.world = world;
  }

  /** The task that was polled last goes to an executor. */
  Nearness polled(TaskSet set, int index, Executor executor) {
    Taken taken = set.taken();
    boolean steady = set.plan().persisted().isEmpty();
    if (steady && taken == Taken.NODE) {
      return Nearness.NODE;
    }
    if (steady && taken == Taken.UNWISHED) {
      return Nearness.NO_PREFERENCE;
    }
    NotLocalReason otherwise =
        taken == Taken.MOVED
            ? moved(set, index)
            : world.settings.waits().locality().isZero()
                ? NotLocalReason.NO_WAIT
                : NotLocalReason.BUSY;
    return look(set, index, executor, otherwise);
  }

  /** A second attempt of a task goes to an executor. */
  Nearness copied(TaskSet set, int index, Executor executor) {
    return look(set, index, executor, NotLocalReason.SPECULATIVE);
  }

  private static NotLocalReason moved(TaskSet set, int index) {
    return set.avoidance().failedOn(index).isEmpty()
        ? NotLocalReason.TAKEN_OVER
        : NotLocalReason.FAILED_THERE;
  }

  private Nearness look(TaskSet set, int index, Executor executor, NotLocalReason otherwise) {
    Hosts hosts = world.executors.hosts();
    List<Executor> keepers = set.wishes().executors(set.partition(index));
    if (keepers.contains(executor)) {
      return Nearness.PROCESS;
    }
    WishedHosts wished = set.wishes().hosts(set.partition(index));
    int count = keepers.size() + wished.hosts().size();
    NotLocalReason why = NotLocalReason.NO_EXECUTOR;
    boolean sameRack = false;
    for (int i = 0; i < count; i++) {
      HostName name =
          i < keepers.size() ? keepers.get(i).at().host() : wished.hosts().get(i - keepers.size());
      int host = hosts.number(name);
      if (host == executor.host()) {
        return Nearness.NODE;
      }
      sameRack |= executor.rack() != Hosts.NOWHERE && hosts.rackOf(host) == executor.rack();
      NotLocalReason here = why(set, name, host, otherwise);
      why = here.compareTo(why) > 0 ? here : why;
    }
    if (count == 0) {
      return Nearness.NO_PREFERENCE;
    }
    long waited = why == NotLocalReason.BUSY ? set.waitedForHosts(world.now) : 0;
    return new Nearness(sameRack ? InputLocality.RACK : InputLocality.ANY, why, waited);
  }

  /** Why a host's executors did not get a task. */
  private NotLocalReason why(TaskSet set, HostName name, int host, NotLocalReason otherwise) {
    if (otherwise == NotLocalReason.SPECULATIVE) {
      return otherwise;
    }
    NotLocalReason why =
        world.exclusions.excluded(name) ? NotLocalReason.EXCLUDED : NotLocalReason.NO_EXECUTOR;
    for (Executor there : world.executors.hosts().presentOn(host)) {
      if (there.profile().equals(set.plan().profile())) {
        NotLocalReason his = why(set, there, otherwise, why);
        why = his.compareTo(why) > 0 ? his : why;
      }
    }
    return why;
  }

  private static NotLocalReason why(
      TaskSet set, Executor there, NotLocalReason otherwise, NotLocalReason none) {
    if (there.takesTasks()) {
      return set.avoids(there) ? NotLocalReason.FAILED_THERE : otherwise;
    }
    if (there.ready()) {
      return NotLocalReason.EXCLUDED;
    }
    return there.state() == ExecutorState.DRAINING ? NotLocalReason.DRAINING : none;
  }
}
