package dev.firesteel.backend.mesos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.DemandSnapshot;
import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.api.backend.MasterUrl;
import dev.firesteel.api.backend.ProfileDemand;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.resource.ResourceProfile;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.backend.mesos.detect.MesosMaster;
import dev.firesteel.backend.mesos.offer.Told;
import dev.firesteel.backend.mesos.wire.SchedulerEvents;
import dev.firesteel.backend.mesos.wire.SchedulerWire;
import dev.firesteel.mesos.test.MesosTestCluster;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long an offer is held, with 1,000 agents: from the arrival of its last byte to the call that
 * answers it, and to the master's word that it has it; of the first offers, when nothing is
 * compiled yet, and of the later half. The figures are written to {@code target/answer-times.txt};
 * what is asserted is that every offer is answered. {@code -Danswer.rounds=100} measures for
 * longer.
 */
class AnswerTimeTest {
  private static final int AGENTS = 1000;
  private static final int ROUNDS = Integer.getInteger("answer.rounds", 10);
  private static final double MILLION = 1e6;

  @TempDir Path directory;

  @Test
  void everyOfferOfAThousandAgentsIsAnswered() throws Exception {
    ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    try (MesosTestCluster cluster =
        MesosTestCluster.builder()
            .agents(AGENTS)
            .allocationInterval(Duration.ofMillis(100))
            .directory(directory)
            .start()) {
      MesosBackendTest.Context context =
          new MesosBackendTest.Context(
              timer,
              Config.of(
                  Map.of(
                      "firesteel.mesos.refuse", "100ms",
                      "firesteel.mesos.revive-interval", "50ms")));
      Parts parts =
          Assembly.of(
              context,
              MesosMaster.parse(new MasterUrl("mesos://" + cluster.master())),
              PlainTasks::new,
              new LogsOnDemand(
                  () -> {
                    throw new IllegalStateException("Nothing runs");
                  }));
      Stopwatch watch = new Stopwatch(parts.wire(), AGENTS * ROUNDS);
      MesosBackend backend =
          new MesosBackend(
              new Parts(parts.context(), watch, parts.tasks(), parts.logs(), parts.clock(), "n1"));
      backend.start(new Told(), Optional.empty());
      // More than any agent has: all offers come, none helps, and again after each refusal.
      ResourceProfile large =
          ResourceProfile.ofExecutor(new ProfileId("large"), Resources.of(64, 64));
      backend.declare(new DemandSnapshot(1, List.of(ProfileDemand.of(large, 1)), new TreeSet<>()));
      boolean all = watch.enough.await(60L + 2 * ROUNDS, TimeUnit.SECONDS);
      backend.stop(FinalStatus.SUCCEEDED, "").toCompletableFuture().get(30, TimeUnit.SECONDS);
      assertThat(all).as(watch.toString()).isTrue();
      Files.writeString(Path.of("target", "answer-times.txt"), watch + System.lineSeparator());
      assertThat(cluster.violations()).isEmpty();
    } finally {
      timer.shutdownNow();
    }
  }

  /** A wire that notes when offers come and when they are answered. */
  private static final class Stopwatch implements SchedulerWire {
    private final SchedulerWire wire;
    private final CountDownLatch enough;
    private final Map<OfferID, Long> arrivals = new HashMap<>();
    private final List<Long> read = new ArrayList<>();
    private final List<Long> called = new ArrayList<>();
    private final List<Long> accepted = new ArrayList<>();

    Stopwatch(SchedulerWire wire, int offers) {
      this.wire = wire;
      this.enough = new CountDownLatch(offers);
    }

    @Override
    public void start(FrameworkInfo framework, SchedulerEvents events) {
      SchedulerEvents timed =
          (SchedulerEvents)
              Proxy.newProxyInstance(
                  SchedulerEvents.class.getClassLoader(),
                  new Class<?>[] {SchedulerEvents.class},
                  (proxy, method, arguments) -> {
                    if (method.getName().equals("event")) {
                      arrived((Event) arguments[0], (long) arguments[1]);
                    } else if (method.getName().equals("accepted")) {
                      answered((Call) arguments[0], accepted);
                    }
                    return method.invoke(events, arguments);
                  });
      wire.start(framework, timed);
    }

    private synchronized void arrived(Event event, long at) {
      if (event.hasOffers()) {
        read.add(System.nanoTime() - at);
      }
      event.getOffers().getOffersList().forEach(each -> arrivals.put(each.getId(), at));
    }

    private synchronized void answered(Call call, List<Long> times) {
      long now = System.nanoTime();
      for (OfferID each : call.getDecline().getOfferIdsList()) {
        Long arrival = arrivals.get(each);
        if (arrival != null) {
          times.add(now - arrival);
          if (times == accepted) {
            enough.countDown();
          }
        }
      }
    }

    @Override
    public void call(Call call) {
      answered(call, called);
      wire.call(call);
    }

    @Override
    public CompletionStage<Void> close() {
      return wire.close();
    }

    @Override
    public synchronized String toString() {
      return arrivals.size()
          + " offers of "
          + AGENTS
          + " agents; from arrival to the backend: "
          + spread(read)
          + "; from arrival to the call: "
          + spread(called)
          + "; to the master's answer: "
          + spread(accepted)
          + System.lineSeparator()
          + "The first "
          + AGENTS
          + ": to the call: "
          + spread(called.subList(0, Math.min(AGENTS, called.size())))
          + System.lineSeparator()
          + "The later half: to the backend: "
          + spread(read.subList(read.size() / 2, read.size()))
          + "; to the call: "
          + spread(called.subList(called.size() / 2, called.size()))
          + "; to the master's answer: "
          + spread(accepted.subList(accepted.size() / 2, accepted.size()));
    }

    private static String spread(List<Long> times) {
      List<Long> sorted = new ArrayList<>(times);
      Collections.sort(sorted);
      return sorted.isEmpty()
          ? "none"
          : String.format(
              Locale.ROOT,
              "median %.2f ms, 99%% %.2f ms, longest %.2f ms",
              sorted.get(sorted.size() / 2) / MILLION,
              sorted.get(sorted.size() * 99 / 100) / MILLION,
              sorted.get(sorted.size() - 1) / MILLION);
    }
  }
}
