package dev.firesteel.backend.tck;

import static dev.firesteel.backend.tck.WrongBackends.wrong;

import dev.firesteel.api.backend.BackendContext;
import dev.firesteel.api.backend.ClusterBackend;
import dev.firesteel.api.backend.DemandSnapshot;
import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.LossReason;
import dev.firesteel.api.backend.Offer;
import dev.firesteel.api.backend.PendingReason;
import dev.firesteel.api.backend.ProfileDemand;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.api.topology.Placement;
import dev.firesteel.backend.tck.WrongBackends.Wrong;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Wrong in the rules of demand and offers. */
final class WrongOffers {
  private WrongOffers() {}

  static Stream<Wrong> demand() {
    return Stream.of(
        wrong("takes every snapshot, old or new", Rule.D1, IgnoresGeneration::new),
        wrong("offers only when asked", Rule.D2, OffersOnlyWhenAsked::new),
        wrong("goes on offering when demand is met", Rule.D3, OffersTooMuch::new),
        wrong("gives two offers one id", Rule.D4, RepeatsIds::new),
        wrong("offers on excluded hosts", Rule.D4, IgnoresExclusion::new),
        wrong("offers a profile too little", Rule.D4, OffersTooLittle::new),
        wrong("is silent about impossible demand", Rule.D9, Silent::new),
        wrong("never takes a reason back", Rule.D9, NeverTakesReasonsBack::new),
        wrong("says too large for what it cannot do", Rule.P3, MixesUpReasons::new));
  }

  private static final class IgnoresGeneration extends Distorted {
    private long own;

    IgnoresGeneration(BackendContext context) {
      super(context);
    }

    @Override
    public void declare(DemandSnapshot demand) {
      super.declare(new DemandSnapshot(++own, demand.profiles(), demand.excludedHosts()));
    }
  }

  private static final class OffersOnlyWhenAsked extends Distorted {
    private boolean asked;

    OffersOnlyWhenAsked(BackendContext context) {
      super(context);
    }

    @Override
    public void declare(DemandSnapshot demand) {
      asked = true;
      super.declare(demand);
      asked = false;
    }

    @Override
    public void offered(List<Offer> offers) {
      if (asked) {
        core.offered(offers);
      } else {
        offers.forEach(o -> right.decline(o.id(), Duration.ofHours(1)));
      }
    }
  }

  private static final class OffersTooMuch extends Distorted {
    private DemandSnapshot last = DemandSnapshot.none(0);

    OffersTooMuch(BackendContext context) {
      super(context);
    }

    @Override
    public void declare(DemandSnapshot demand) {
      last = demand;
      super.declare(
          new DemandSnapshot(demand.generation() * 2, demand.profiles(), demand.excludedHosts()));
    }

    @Override
    public void launched(ExecutorId executor, Placement at) {
      core.launched(executor, at);
      List<ProfileDemand> more =
          last.profiles().stream()
              .map(p -> ProfileDemand.of(p.profile(), p.executors() + 1))
              .toList();
      right.declare(new DemandSnapshot(last.generation() * 2 + 1, more, last.excludedHosts()));
    }
  }

  private static final class RepeatsIds extends Distorted {
    RepeatsIds(BackendContext context) {
      super(context);
    }

    @Override
    public void offered(List<Offer> offers) {
      List<Offer> twice = new ArrayList<>(offers);
      twice.add(offers.get(0));
      core.offered(twice);
    }
  }

  private static final class IgnoresExclusion extends Distorted {
    IgnoresExclusion(BackendContext context) {
      super(context);
    }

    @Override
    public void declare(DemandSnapshot demand) {
      super.declare(new DemandSnapshot(demand.generation(), demand.profiles(), new TreeSet<>()));
    }
  }

  private static final class OffersTooLittle extends Distorted {
    private Optional<ProfileId> profile = Optional.empty();

    OffersTooLittle(BackendContext context) {
      super(context);
    }

    @Override
    public void declare(DemandSnapshot demand) {
      profile = demand.profiles().stream().map(p -> p.profile().id()).findFirst();
      super.declare(demand);
    }

    @Override
    public void offered(List<Offer> offers) {
      List<Offer> all = new ArrayList<>(offers);
      Offer first = offers.get(0);
      OfferId id = new OfferId(first.id() + "-small");
      all.add(new Offer(id, first.at(), Resources.of(1, 1), profile, new TreeMap<>()));
      core.offered(all);
    }
  }

  private static final class Silent extends Distorted {
    Silent(BackendContext context) {
      super(context);
    }

    @Override
    public void pending(ProfileId profile, List<PendingReason> why) {
      // Keeps it to itself.
    }
  }

  private static final class NeverTakesReasonsBack extends Distorted {
    NeverTakesReasonsBack(BackendContext context) {
      super(context);
    }

    @Override
    public void pending(ProfileId profile, List<PendingReason> why) {
      if (!why.isEmpty()) {
        super.pending(profile, why);
      }
    }
  }

  private static final class MixesUpReasons extends Distorted {
    MixesUpReasons(BackendContext context) {
      super(context);
    }

    @Override
    public void pending(ProfileId profile, List<PendingReason> why) {
      super.pending(
          profile,
          why.stream()
              .map(r -> new PendingReason(PendingReason.Kind.TOO_LARGE, r.detail()))
              .toList());
    }
  }

  static Stream<Wrong> offers() {
    return Stream.of(
        wrong("forgets offers at newer demand", Rule.D5, ForgetsOffers::new),
        wrong("offers declined room at once", Rule.D6, c -> refusing(c, Duration.ZERO)),
        wrong("offers declined room never", Rule.D6, c -> refusing(c, Duration.ofHours(1))),
        wrong("loses launches on rescinded offers", Rule.D7, LosesLateLaunches::new),
        wrong("launches what fits of too much", Rule.D8, LaunchesWhatFits::new));
  }

  private static final class ForgetsOffers extends Distorted {
    private final Set<OfferId> open = new HashSet<>();
    private final Set<OfferId> forgotten = new HashSet<>();
    private long generation;

    ForgetsOffers(BackendContext context) {
      super(context);
    }

    @Override
    public void declare(DemandSnapshot demand) {
      if (demand.generation() > generation) {
        generation = demand.generation();
        forgotten.addAll(open);
      }
      super.declare(demand);
    }

    @Override
    public void offered(List<Offer> offers) {
      offers.forEach(o -> open.add(o.id()));
      core.offered(offers);
    }

    @Override
    public void launch(OfferId offer, List<ExecutorLaunch> launches) {
      super.launch(forgotten.contains(offer) ? new OfferId("forgotten") : offer, launches);
    }
  }

  private static ClusterBackend refusing(BackendContext context, Duration always) {
    return new Distorted(context) {
      @Override
      public void decline(OfferId offer, Duration refuseFor) {
        super.decline(offer, always);
      }
    };
  }

  private static final class LosesLateLaunches extends Distorted {
    LosesLateLaunches(BackendContext context) {
      super(context);
    }

    @Override
    public void lost(ExecutorId executor, LossReason reason) {
      if (reason.cause() != LossCause.OFFER_GONE) {
        super.lost(executor, reason);
      }
    }
  }

  private static final class LaunchesWhatFits extends Distorted {
    private final Map<OfferId, Resources> sizes = new LinkedHashMap<>();

    LaunchesWhatFits(BackendContext context) {
      super(context);
    }

    @Override
    public void offered(List<Offer> offers) {
      offers.forEach(o -> sizes.put(o.id(), o.resources()));
      core.offered(offers);
    }

    @Override
    public void launch(OfferId offer, List<ExecutorLaunch> launches) {
      List<ExecutorLaunch> fit = new ArrayList<>();
      List<ExecutorLaunch> rest = new ArrayList<>();
      Resources sum = Resources.NONE;
      for (ExecutorLaunch launch : launches) {
        Resources with = sum.plus(launch.profile().executor());
        boolean fits = sizes.getOrDefault(offer, with).covers(with);
        (fits ? fit : rest).add(launch);
        sum = fits ? with : sum;
      }
      super.launch(offer, fit);
      rest.forEach(
          l -> core.lost(l.executor(), LossReason.of(LossCause.INVALID_LAUNCH, "no room")));
    }
  }
}
