package dev.firesteel.backend.mesos.offer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.PendingReason.Kind;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.resource.ResourceProfile;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.backend.mesos.tenure.Resident;
import java.util.List;
import java.util.Map;
import org.apache.mesos.v1.Protos.Offer;
import org.junit.jupiter.api.Test;

/** Why demand is not met. */
class OfferReasonsTest extends OfferTalk {
  private Kind kind(ResourceProfile profile) {
    return told.pending.get(profile.id()).get(0).kind();
  }

  private static Offer rack(String host, String rack) {
    return Offers.with(Offers.of(host, host, 4, 4000), Offers.text("rack", rack));
  }

  private void refused(String constraints, Offer... offers) {
    book = book(rules(constraints, 0, 0, Map.of(), Revocable.LEFT));
    connected(SMALL, 1);
    now += 2 * SECOND;
    offered(offers);
  }

  // ---- constraints

  @Test
  void constraintsThatNobodyMeetsAreToldWithWhatThereIs() {
    refused("rack:r9", rack("h1", "r2"), rack("h2", "r1"), rack("h3", "r2"));
    assertThat(kind(SMALL)).isEqualTo(Kind.CONSTRAINTS);
    assertThat(detail(SMALL))
        .isEqualTo(
            "Cannot start 1 executor of 1 core, 100 MiB: none of the 3 agents that made offers"
                + " meets 'rack:r9' (rack there: r1, r2); change firesteel.mesos.constraints");
  }

  @Test
  void agentsWithoutTheAttributeAreCounted() {
    refused("rack:r8,r9", rack("h1", "r2"), Offers.of("b", "h2", 4, 4000));
    assertThat(detail(SMALL)).contains("meets 'rack:r8,r9' (rack there: r2; 1 without)");
  }

  @Test
  void anAttributeThatNobodyHasIsToldSo() {
    refused("ssd", rack("h1", "r2"));
    assertThat(detail(SMALL))
        .contains(
            "the only agent that made offers does not meet 'ssd' (no attribute ssd there); change");
  }

  @Test
  void differentPartsThatAreNotMetAreToldEach() {
    refused("rack:r1;zone:a", rack("h1", "r1"), rack("h2", "r2"), rack("h3", "r3"));
    assertThat(detail(SMALL))
        .contains(
            "2 of the 3 agents that made offers do not meet 'rack:r1' (rack there: r2, r3),"
                + " 1 of the 3 agents that made offers does not meet 'zone:a'"
                + " (no attribute zone there); change");
  }

  @Test
  void aNameThatNoHostHasIsToldWithTheNamesThatThereAre() {
    refused("hostname:h9", rack("h1", "r1"), rack("h2", "r2"));
    assertThat(detail(SMALL)).contains("meets 'hostname:h9' (hostname there: h1, h2)");
  }

  @Test
  void ofManyValuesSomeAreTold() {
    Offer[] offers = new Offer[20];
    for (int i = 0; i < offers.length; i++) {
      offers[i] = rack("h" + i, "r" + (10 + i));
    }
    refused("rack:r9", offers);
    assertThat(detail(SMALL))
        .contains("none of the 20 agents", "rack there: r10, r11,", "r17 and 12 more)");
  }

  @Test
  void waitingHelpsWhereAnAgentThatMeetsThemHasNothingNow() {
    book = book(rules("rack:r1", 0, 0, Map.of(), Revocable.LEFT));
    connected(SMALL, 1);
    offered(rack("h1", "r1"));
    launch("o-1", SMALL, "e-1");
    declare(demand(SMALL, 2));
    now += 2 * SECOND;
    offered(rack("h2", "r2"));
    assertThat(kind(SMALL)).isEqualTo(Kind.CLUSTER_BUSY);
    assertThat(detail(SMALL)).contains("1 against constraint 'rack'", "wait, or change");
  }

  @Test
  void anAgentWithNewAttributesIsLookedAtAnew() {
    refused("rack:r1", rack("h1", "r2"));
    assertThat(kind(SMALL)).isEqualTo(Kind.CONSTRAINTS);
    offered(rack("h1", "r1"));
    assertThat(told.offers).hasSize(1);
    assertThat(told.pending.get(SMALL.id())).isEmpty();
  }

  @Test
  void howLargeAgentsAreIsOfThoseThatMeetTheConstraints() {
    book = book(rules("rack:r1", 0, 0, Map.of(), Revocable.LEFT));
    connected(BIG, 1);
    Offer large = Offers.with(Offers.of("a", "h1", 64, 99000), Offers.text("rack", "r2"));
    Offer small = Offers.with(Offers.of("b", "h2", 2, 9000), Offers.text("rack", "r1"));
    offered(large, small);
    assertThat(kind(BIG)).isEqualTo(Kind.TOO_LARGE);
    assertThat(detail(BIG)).contains("the largest had 2 cpus, 9000 MiB");
  }

  // ---- what agents have

  private void adopted(String executor, ResourceProfile profile, String host) {
    Taken taken =
        AgentOffers.of(List.of(Offers.of("old", host, 4, 4000)), PLAIN).get(0).taken(List.of());
    book.adopt(new Resident(new ExecutorId(executor), profile, taken, Resident.Life.RAN));
  }

  @Test
  void whatEndedWhileNobodyListenedIsNotCountedTwice() {
    ResourceProfile five = profile("five", Resources.of(5, 100));
    adopted("e-1", SMALL, "h1");
    connected(five, 1);
    offered(Offers.of("a", "h1", 4, 9000)); // all of it: e-1 has ended, which is told later
    book.ended(new ExecutorId("e-1"), at());
    assertThat(kind(five)).isEqualTo(Kind.TOO_LARGE);
    assertThat(detail(five)).contains("the largest had 4 cpus, 9000 MiB");
  }

  @Test
  void whatRunsOnFromAnEarlierHolderCountsOnceMesosTellsSo() {
    ResourceProfile four = profile("four", Resources.of(4, 100));
    adopted("e-1", SMALL, "h1");
    connected(four, 1);
    offered(Offers.of("a", "h1", 3, 9000));
    book.alive(new ExecutorId("e-1"));
    book.alive(new ExecutorId("e-1"));
    now += 5 * SECOND;
    book.tick(at());
    assertThat(kind(four)).isEqualTo(Kind.CLUSTER_BUSY);
    offered(Offers.of("b", "h1", 3, 9000));
    assertThat(kind(four)).isEqualTo(Kind.CLUSTER_BUSY);
  }

  @Test
  void whatEndedWhileTheConnectionWasGoneIsNotCountedTwice() {
    ResourceProfile five = profile("five", Resources.of(5, 100));
    connected(SMALL, 1);
    offered(Offers.of("a", "h1", 4, 9000));
    launch("o-1", SMALL, "e-1");
    declare(demand(SMALL, 1), demand(five, 1));
    book.subscribed(at());
    offered(Offers.of("b", "h1", 4, 9000));
    assertThat(detail(five)).contains("the largest had 4 cpus, 9000 MiB");
  }

  @Test
  void whatEndsIsNotCountedTwiceWhileItsLogIsRead() {
    ResourceProfile five = profile("five", Resources.of(5, 100));
    connected(SMALL, 1);
    offered(Offers.of("a", "h1", 4, 9000));
    launch("o-1", SMALL, "e-1");
    declare(demand(SMALL, 1), demand(five, 1));
    book.ending(new ExecutorId("e-1"));
    offered(Offers.of("b", "h1", 4, 9000));
    assertThat(detail(five)).contains("the largest had 4 cpus, 9000 MiB");
  }

  // ---- when and how they are told

  @Test
  void whyOffersDoNotHelpIsCountedOverAMinute() {
    declare(hosts("h3"), demand(profile("p", Resources.of(1, 4086)), 2));
    book.subscribed(at());
    offered(Offers.of("x", "h1", 1, 9000));
    launch("o-1", profile("p", Resources.of(1, 4086)), "e-1");
    now += 61 * SECOND;
    offered(Offers.of("a", "h1", 4, 4000));
    now += SECOND;
    offered(Offers.of("b", "h2", 4, 2000), Offers.of("c", "h3", 4, 9000));
    now += 10 * SECOND;
    book.tick(at());
    assertThat(told.pending.get(new ProfileId("p")).get(0).detail())
        .isEqualTo(
            "Cannot start 1 executor of 1 core, 4086 MiB: 3 offers in the last minute:"
                + " 2 lacked 4096 MiB, 1 excluded host");
    assertThat(told.pending.get(new ProfileId("p")).get(0).kind()).isEqualTo(Kind.CLUSTER_BUSY);
  }

  @Test
  void whatNoAgentEverHadIsTooLargeAndToldAtOnce() {
    connected(BIG, 1);
    offered(Offers.of("a", "h1", 2, 9000));
    assertThat(told.pending.get(BIG.id()).get(0).kind()).isEqualTo(Kind.TOO_LARGE);
    assertThat(detail(BIG)).contains("1 lacked 4 cpus", "the largest had 2 cpus, 9000 MiB");
    declare();
    assertThat(told.pending.get(BIG.id())).isEmpty();
  }

  @Test
  void whatOurOwnExecutorsUseIsNotTooLarge() {
    connected(SMALL, 4);
    offered(Offers.of("a", "h1", 4, 9000));
    launch("o-1", SMALL, "e-1", "e-2", "e-3", "e-4");
    declare(demand(SMALL, 4), demand(BIG, 1));
    now += 2 * SECOND;
    offered(Offers.of("b", "h1", Offers.scalar("mem", 8560)));
    assertThat(told.pending.get(BIG.id()).get(0).kind()).isEqualTo(Kind.CLUSTER_BUSY);
  }

  @Test
  void silenceOfMesosIsAReasonAfterAWhile() {
    connected(SMALL, 1);
    assertThat(told.pending).isEmpty();
    now = book.nextTick(now).getAsLong();
    book.tick(at());
    assertThat(told.pending.get(SMALL.id()).get(0).kind()).isEqualTo(Kind.WAITING);
    assertThat(detail(SMALL)).contains("Mesos has made no offer (all resources are in use");
    offered(Offers.of("a", "h1", 1, 500));
    assertThat(told.pending.get(SMALL.id())).isEmpty();
  }

  @Test
  void silenceOfMesosIsNotExplainedBySharesWhereItHasMadeOffers() {
    connected(SMALL, 1);
    offered(Offers.of("a", "h1", 1, 500));
    launch("o-1", SMALL, "e-1");
    book.ended(new ExecutorId("e-1"), at());
    now += 2 * SECOND;
    book.tick(at());
    assertThat(kind(SMALL)).isEqualTo(Kind.WAITING);
    assertThat(detail(SMALL))
        .isEqualTo(
            "Cannot start 1 executor of 1 core, 100 MiB: Mesos has made no offer since this is"
                + " wanted; before, 1 agent made some (offers are asked for again at most every"
                + " firesteel.mesos.revive-interval, and come once resources are free)");
  }

  @Test
  void moreCoresThanTheLimitAllowsAreToldAtOnceAndNotAskedFor() {
    book = book(rules("", 0, 3, Map.of(), Revocable.LEFT));
    connected(BIG, 1);
    assertThat(told.pending.get(BIG.id()).get(0).kind()).isEqualTo(Kind.QUOTA);
    assertThat(detail(BIG)).contains("firesteel.mesos.max-cores allows 3 cores");
    assertThat(asked.words()).containsExactly("SUPPRESS");
  }

  @Test
  void aReasonInOtherNumbersIsNotToldTooOften() {
    connected(BIG, 1);
    offered(Offers.of("a", "h1", 2, 9000));
    told.take();
    offered(Offers.of("b", "h1", 2, 9000));
    assertThat(told.take()).isEmpty();
    now += 5 * SECOND;
    book.tick(at());
    assertThat(told.take()).hasSize(1);
    assertThat(detail(BIG)).contains("2 offers in the last minute");
    now += 61 * SECOND;
    book.tick(at());
    assertThat(detail(BIG)).contains("1 offer before the last minute, and none since: 1 lacked");
  }

  @Test
  void theNextTickIsNeverInThePast() {
    connected(BIG, 2);
    offered(Offers.of("a", "h1", 2, 9000));
    for (int i = 0; i < 30; i++) {
      long next = book.nextTick(now).orElse(now + 1);
      assertThat(next).isGreaterThan(now);
      now = next;
      book.tick(at());
    }
  }
}
