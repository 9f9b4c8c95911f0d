package dev.firesteel.backend.tck;

import dev.firesteel.api.backend.DemandSnapshot;
import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.FinalStatus;
import dev.firesteel.api.backend.Offer;
import dev.firesteel.api.backend.ProfileDemand;
import dev.firesteel.api.backend.ReleaseMode;
import dev.firesteel.api.id.ExecutorId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Rules T1 to T3. */
final class ThreadRules {
  private ThreadRules() {}

  static List<Check> all() {
    return List.of(
        new Check(
            Rule.T1,
            "no call waits for what an executor does",
            "does a method join, sleep or wait for an answer of the cluster?",
            ThreadRules::callsDoNotWait),
        new Check(
            Rule.T2,
            "executors that end together are told one after the other",
            "do all events go through one queue, or under one lock that the core never needs?",
            ThreadRules::oneAtATime),
        new Check(
            Rule.T3,
            "the core answers each event from within it",
            "is a lock held, or a queue not re-entrant, while an event is delivered?",
            ThreadRules::reentrant));
  }

  private static void callsDoNotWait(Stage stage) {
    stage.connect();
    stage.want(1);
    ExecutorId id = stage.run();
    TestExecutor executor = stage.running(id);
    executor.ignoreRequests();
    stage.release(id, ReleaseMode.GRACEFUL);
    stage.want(2);
    CompletionStage<Void> stopped = stage.stopping(FinalStatus.SUCCEEDED);
    executor.exit(0);
    stage.awaitStop(Rule.L3, stopped);
  }

  private static void oneAtATime(Stage stage) {
    int count = Math.min(3, stage.fixture().capacity());
    stage.connect();
    stage.want(count);
    List<ExecutorId> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(stage.run());
    }
    stage.want(0);
    stage.events().linger(stage.fixture().linger());
    ids.forEach(id -> stage.running(id).kill());
    ids.forEach(stage::lost);
    stage.linger();
  }

  private static void reentrant(Stage stage) {
    ExecutorId id = stage.newId();
    ExecutorLaunch launch = stage.launchOf(id);
    CompletableFuture<Void> stopped = new CompletableFuture<>();
    stage
        .events()
        .react(
            heard -> {
              if (heard instanceof Heard.Connected) {
                List<ProfileDemand> one = List.of(ProfileDemand.of(stage.profile(), 1));
                stage.backend().declare(new DemandSnapshot(1, one, new TreeSet<>()));
              } else if (heard instanceof Heard.Offered offered) {
                launchOnce(stage, offered.offers().get(0), launch);
              } else if (heard instanceof Heard.Launched) {
                stage.backend().release(id, ReleaseMode.NOW, "the kit asks for it");
              } else if (heard instanceof Heard.Lost) {
                stage.noteStop();
                stage
                    .backend()
                    .stop(FinalStatus.SUCCEEDED, "")
                    .whenComplete((done, error) -> stopped.complete(null));
              }
            });
    stage.start(Rule.T3);
    stage.await(Rule.T3, "lost", all -> Stage.first(all, Heard.Lost.class));
    stage.awaitStop(Rule.T3, stopped);
  }

  private static void launchOnce(Stage stage, Offer offer, ExecutorLaunch launch) {
    if (stage.events().all(Heard.Launched.class).isEmpty()
        && stage.events().all(Heard.Offered.class).size() == 1) {
      stage.note(offer.id(), List.of(launch));
      stage.backend().launch(offer.id(), List.of(launch));
    }
  }
}
