package dev.firesteel.backend.tck;

import static dev.firesteel.backend.tck.WrongBackends.wrong;

import dev.firesteel.api.backend.BackendContext;
import dev.firesteel.api.backend.ClusterBackend;
import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.LossReason;
import dev.firesteel.api.backend.ReleaseMode;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.Placement;
import dev.firesteel.backend.tck.WrongBackends.Wrong;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** Wrong in the rules of executors. */
final class WrongExecutors {
  private WrongExecutors() {}

  static Stream<Wrong> executors() {
    return Stream.of(
        wrong("tells each loss twice", Rule.E1, TellsLossesTwice::new),
        wrong("tells each launch twice", Rule.E1, TellsLaunchesTwice::new),
        wrong("does not tell losses at stop", Rule.E1, c -> dropping(c, LossCause.STOPPED)),
        wrong("swallows a variable", Rule.E2, SwallowsEnvironment::new),
        wrong("joins and splits the arguments", Rule.E2, SplitsArguments::new),
        wrong("tells another host", Rule.E2, TellsAnotherHost::new),
        wrong("drops exit codes", Rule.E3, DropsExitCodes::new),
        wrong("calls every end a release", Rule.E3, c -> calling(c, LossCause.EXITED)),
        wrong("calls a lost host an exit", Rule.E3, c -> calling(c, LossCause.HOST_LOST)),
        wrong("calls a release an exit", Rule.E4, c -> calling(c, LossCause.RELEASED)),
        wrong("throws at an unknown release", Rule.E4, ThrowsAtUnknownRelease::new),
        wrong("kills at once", Rule.E5, KillsAtOnce::new),
        wrong("never forces", Rule.E5, NeverForces::new),
        wrong("offers nothing after a loss", Rule.E6, ForgetsAfterLoss::new),
        wrong("launches an id twice", Rule.E7, LaunchesIdsTwice::new));
  }

  private static final class TellsLossesTwice extends Distorted {
    TellsLossesTwice(BackendContext context) {
      super(context);
    }

    @Override
    public void lost(ExecutorId executor, LossReason reason) {
      super.lost(executor, reason);
      if (reason.cause() == LossCause.RELEASED) {
        super.lost(executor, reason);
      }
    }
  }

  private static final class TellsLaunchesTwice extends Distorted {
    TellsLaunchesTwice(BackendContext context) {
      super(context);
    }

    @Override
    public void launched(ExecutorId executor, Placement at) {
      super.launched(executor, at);
      super.launched(executor, at);
    }
  }

  private static ClusterBackend dropping(BackendContext context, LossCause cause) {
    return new Distorted(context) {
      @Override
      public void lost(ExecutorId executor, LossReason reason) {
        if (reason.cause() != cause) {
          super.lost(executor, reason);
        }
      }
    };
  }

  private static final class SwallowsEnvironment extends Distorted {
    SwallowsEnvironment(BackendContext context) {
      super(context);
    }

    @Override
    public void launch(OfferId offer, List<ExecutorLaunch> launches) {
      super.launch(offer, launches.stream().map(SwallowsEnvironment::without).toList());
    }

    private static ExecutorLaunch without(ExecutorLaunch l) {
      TreeMap<String, String> rest = new TreeMap<>(l.environment());
      rest.remove("TCK_ODD");
      return new ExecutorLaunch(l.executor(), l.profile(), l.program(), l.arguments(), rest);
    }
  }

  private static final class SplitsArguments extends Distorted {
    SplitsArguments(BackendContext context) {
      super(context);
    }

    @Override
    public void launch(OfferId offer, List<ExecutorLaunch> launches) {
      super.launch(offer, launches.stream().map(SplitsArguments::split).toList());
    }

    private static ExecutorLaunch split(ExecutorLaunch l) {
      List<String> words = List.of(String.join(" ", l.arguments()).split(" "));
      return new ExecutorLaunch(l.executor(), l.profile(), l.program(), words, l.environment());
    }
  }

  private static final class TellsAnotherHost extends Distorted {
    TellsAnotherHost(BackendContext context) {
      super(context);
    }

    @Override
    public void launched(ExecutorId executor, Placement at) {
      super.launched(executor, Placement.of(new HostName("elsewhere")));
    }

    @Override
    public Optional<java.util.function.Consumer<HostName>> loseHost() {
      return Optional.empty();
    }
  }

  private static final class DropsExitCodes extends Distorted {
    DropsExitCodes(BackendContext context) {
      super(context);
    }

    @Override
    public void lost(ExecutorId executor, LossReason reason) {
      super.lost(
          executor,
          reason.cause() == LossCause.EXITED
              ? LossReason.of(reason.cause(), reason.diagnostics())
              : reason);
    }
  }

  /** Tells RELEASED instead of the cause, or EXITED instead of RELEASED. */
  private static ClusterBackend calling(BackendContext context, LossCause cause) {
    LossCause told = cause == LossCause.EXITED ? LossCause.RELEASED : LossCause.EXITED;
    return new Distorted(context) {
      @Override
      public void lost(ExecutorId executor, LossReason r) {
        OptionalInt code = r.exitCode();
        super.lost(
            executor,
            r.cause() == cause ? new LossReason(told, code, r.diagnostics(), r.logAddress()) : r);
      }
    };
  }

  private static final class ThrowsAtUnknownRelease extends Distorted {
    private boolean stopped;
    private final Set<ExecutorId> known = new HashSet<>();

    ThrowsAtUnknownRelease(BackendContext context) {
      super(context);
    }

    @Override
    public void launch(OfferId offer, List<ExecutorLaunch> launches) {
      launches.forEach(l -> known.add(l.executor()));
      super.launch(offer, launches);
    }

    @Override
    public void release(ExecutorId executor, ReleaseMode mode, String why) {
      if (!known.contains(executor) && !stopped) {
        throw new IllegalArgumentException("Unknown executor " + executor);
      }
      super.release(executor, mode, why);
    }

    @Override
    public CompletionStage<Void> stop(FinalStatus status, String diagnostics) {
      stopped = true;
      return super.stop(status, diagnostics);
    }
  }

  private static final class KillsAtOnce extends Distorted {
    KillsAtOnce(BackendContext context) {
      super(context);
    }

    @Override
    public void release(ExecutorId executor, ReleaseMode mode, String why) {
      super.release(executor, ReleaseMode.NOW, why);
    }
  }

  private static final class NeverForces extends ToyBackend {
    NeverForces(BackendContext context) {
      super(context, 2, Resources.of(2, 256));
    }

    @Override
    Duration grace() {
      return Duration.ofHours(1);
    }
  }

  private static final class ForgetsAfterLoss extends ToyBackend {
    ForgetsAfterLoss(BackendContext context) {
      super(context, 2, Resources.of(2, 256));
    }

    @Override
    void afterLoss() {
      // Does not look at the demand again.
    }
  }

  private static final class LaunchesIdsTwice extends ToyBackend {
    LaunchesIdsTwice(BackendContext context) {
      super(context, 2, Resources.of(2, 256));
    }

    @Override
    boolean isNew(ExecutorLaunch launch) {
      return true;
    }
  }
}
