package dev.firesteel.backend.mesos.task;

import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.ExecutorProgram;
import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.ReleaseMode;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.backend.mesos.offer.Taken;
import dev.firesteel.backend.mesos.tenure.Resident;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.mesos.v1.Protos.DurationInfo;
import org.apache.mesos.v1.Protos.KillPolicy;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.scheduler.Protos.Call;

/** The task of an executor that is not gone: plain data of the {@link TaskBook}. */
final class LiveTask {
  /** See the table of {@link TaskBook}. */
  enum State {
    /** Its description is made; Mesos knows nothing. */
    PREPARING,
    /** Mesos was told to launch it. */
    STAGING,
    /** It runs. */
    RUNNING,
    /** Mesos has lost sight of it. */
    UNREACHABLE
  }

  /** Why and how an executor is to end. */
  record End(LossCause cause, ReleaseMode mode, String why) {}

  private static final ExecutorProgram UNKNOWN =
      new ExecutorProgram("(launched earlier)", List.of(), List.of());
  private static final OfferId EARLIER = new OfferId("(earlier)");

  final ExecutorLaunch launch;
  final OfferId offer;
  final Taken taken;
  final TaskID id;
  State state = State.PREPARING;
  boolean ran;
  Optional<End> end = Optional.empty();
  Schedule kills = Schedule.NEVER;
  Schedule questions = Schedule.NEVER;

  /** How often a master has answered that it has ended, while its agent has not said so. */
  int endAnswers;

  long givenUpAt = Long.MAX_VALUE;

  LiveTask(ExecutorLaunch launch, OfferId offer, Taken taken, TaskID id) {
    this.launch = launch;
    this.offer = offer;
    this.taken = taken;
    this.id = id;
  }

  /** One that an earlier holder of the framework has launched; only what outlives it is known. */
  static LiveTask of(Resident resident, TaskID id) {
    ExecutorLaunch launch =
        new ExecutorLaunch(
            resident.executor(), resident.profile(), UNKNOWN, List.of(), new TreeMap<>());
    LiveTask task = new LiveTask(launch, EARLIER, resident.taken(), id);
    task.ran = resident.life() == Resident.Life.RAN;
    task.state = task.ran ? State.RUNNING : State.STAGING;
    return task;
  }

  ExecutorId executor() {
    return launch.executor();
  }

  Ended ended() {
    return new Ended(
        executor(),
        taken.at().host().value(),
        ran ? Ended.Life.RAN : Ended.Life.NEVER_RAN,
        launch.profile().executor().memoryMiB());
  }

  /** The first cause counts, and the stronger mode; returns whether this is news. */
  boolean wantEnd(End wanted) {
    End before = end.orElse(null);
    if (before == null) {
      end = Optional.of(wanted);
      return true;
    }
    if (before.mode() == wanted.mode() || wanted.mode() == ReleaseMode.GRACEFUL) {
      return false;
    }
    end = Optional.of(new End(before.cause(), wanted.mode(), before.why()));
    return true;
  }

  /** Whether Mesos may have it. */
  boolean known() {
    return state != State.PREPARING;
  }

  Call kill(Duration grace) {
    return Call.newBuilder()
        .setType(Call.Type.KILL)
        .setKill(
            Call.Kill.newBuilder()
                .setTaskId(id)
                .setAgentId(taken.agent())
                .setKillPolicy(
                    KillPolicy.newBuilder()
                        .setGracePeriod(DurationInfo.newBuilder().setNanoseconds(grace.toNanos()))))
        .build();
  }
}
