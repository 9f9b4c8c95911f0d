package dev.firesteel.backend.mesos.offer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.OfferId;
import dev.firesteel.api.topology.HostName;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OfferMannersTest extends OfferTalk {
  // ---- refusals, suppress, revive

  @Test
  void demandThatIsMetSuppressesOnce() {
    connected(SMALL, 1);
    offered(Offers.of("a", "h1", 1, 500));
    assertThat(asked.words()).containsExactly("SUPPRESS");
    launch("o-1", SMALL, "e-1");
    declare(demand(SMALL, 1));
    assertThat(asked.take()).isEmpty();
  }

  @Test
  void newDemandRevivesAtOnceAndThenNotBeforeTheInterval() {
    book.subscribed(at());
    asked.take();
    declare(demand(SMALL, 1));
    assertThat(asked.words()).containsExactly("REVIVE");
    declare();
    now += SECOND;
    declare(demand(SMALL, 1));
    assertThat(asked.words()).containsExactly("SUPPRESS");
    assertThat(book.nextTick(now)).hasValue(now + 2 * SECOND); // for the reason
    now += 3 * SECOND;
    book.tick(at());
    assertThat(asked.take()).isEmpty();
    assertThat(book.nextTick(now).getAsLong()).isEqualTo(now + SECOND);
    now += SECOND;
    book.tick(at());
    assertThat(asked.words()).containsExactly("REVIVE");
    book.tick(at());
    assertThat(asked.take()).isEmpty();
  }

  @Test
  void moreDemandRevivesWhatWasRefused() {
    connected(BIG, 1);
    offered(Offers.of("a", "h1", 1, 500));
    asked.take();
    declare(demand(BIG, 1));
    assertThat(asked.take()).isEmpty();
    declare(demand(BIG, 1), demand(SMALL, 1));
    assertThat(asked.words()).containsExactly("REVIVE");
  }

  @Test
  void aHostThatIsNotExcludedAnyMoreRevives() {
    declare(hosts("h1"), demand(SMALL, 1));
    book.subscribed(at());
    offered(Offers.of("a", "h1", 1, 500));
    assertThat(asked.words()).containsExactly("DECLINE a 120.0s");
    declare(hosts("h1", "h2"), demand(SMALL, 1));
    assertThat(asked.take()).isEmpty();
    declare(hosts("h2"), demand(SMALL, 1));
    assertThat(asked.words()).containsExactly("REVIVE");
  }

  @Test
  void aLossRevives() {
    connected(SMALL, 1);
    offered(Offers.of("a", "h1", 1, 500));
    launch("o-1", SMALL, "e-1");
    asked.take();
    book.ended(new ExecutorId("e-1"), at());
    book.ended(new ExecutorId("e-1"), at());
    assertThat(asked.words()).containsExactly("REVIVE");
  }

  @Test
  void whatTheCoreDeclinedIsNotOfferedBeforeItsTime() {
    connected(SMALL, 1);
    offered(Offers.of("a", "h1", 1, 500));
    asked.take();
    book.decline(new OfferId("o-1"), Duration.ofSeconds(60), at());
    assertThat(asked.words()).containsExactly("DECLINE a 60.0s", "REVIVE");
    now += 20 * SECOND;
    offered(Offers.of("b", "h1", 1, 500)); // for the REVIVE
    assertThat(told.offers).hasSize(1);
    assertThat(asked.words()).containsExactly("DECLINE b 40.0s");
    now += 40 * SECOND;
    offered(Offers.of("c", "h1", 1, 500));
    assertThat(told.offers).hasSize(2);
  }

  @Test
  void whatTheCoreDeclinedComesBackWithANewerSnapshot() {
    connected(SMALL, 1);
    offered(Offers.of("a", "h1", 1, 500));
    book.decline(new OfferId("o-1"), Duration.ofHours(1), at());
    asked.take();
    offered(Offers.of("b", "h1", 1, 500)); // for the REVIVE
    asked.take();
    now += 6 * SECOND;
    declare(demand(SMALL, 1));
    assertThat(asked.words()).containsExactly("REVIVE");
    offered(Offers.of("c", "h1", 1, 500));
    assertThat(told.offers).hasSize(2);
  }

  @Test
  void whenTheCoreDeclinesOneOthersThatWereNotNeededAreAskedFor() {
    connected(SMALL, 1);
    offered(Offers.of("a", "h1", 1, 500), Offers.of("b", "h2", 1, 500));
    asked.take();
    book.decline(new OfferId("o-1"), Duration.ofHours(1), at());
    assertThat(asked.words()).contains("REVIVE");
    offered(Offers.of("c", "h1", 1, 500), Offers.of("d", "h2", 1, 500));
    assertThat(told.last().at().host()).isEqualTo(new HostName("h2"));
  }

  // ---- less demand

  @Test
  void whatExceedsFallenDemandIsRescindedTheNewestFirst() {
    connected(SMALL, 2);
    offered(Offers.of("a", "h1", 1, 500), Offers.of("b", "h2", 1, 500));
    told.take();
    asked.take();
    declare(demand(SMALL, 1));
    assertThat(told.take()).containsExactly("rescinded o-2");
    assertThat(asked.words()).containsExactly("DECLINE b 120.0s");
    book.close(at());
    assertThat(told.take()).containsExactly("rescinded o-1");
  }

  @Test
  void anOfferWithRoomForMoreThanIsMissingStays() {
    connected(SMALL, 3);
    offered(Offers.of("a", "h1", 3, 500));
    declare(demand(SMALL, 2));
    assertThat(told.take()).hasSize(1);
  }

  @Test
  void anOpenOfferOnAHostThatBecomesExcludedIsRescinded() {
    connected(SMALL, 1);
    offered(Offers.of("a", "h1", 1, 500));
    declare(hosts("h1"), demand(SMALL, 1));
    assertThat(told.take()).contains("rescinded o-1");
  }
}
