package dev.firesteel.backend.yarn.ask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.ProfileDemand;
import dev.firesteel.api.topology.HostName;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Hosts that asks name. */
final class AskBookHintsTest extends AskBookFixture {
  @Test
  void asksNameTheHostsThatTasksWant() {
    declare(0, hinted(2, "h1", "h2"));
    assertThat(book.take().added())
        .extracting(Ask::hosts)
        .containsExactlyInAnyOrder(hosts("h1"), hosts("h2"));
  }

  @Test
  void fewAsksNameSeveralHosts() {
    declare(0, hinted(1, "h1", "h2", "h3"));
    assertThat(book.take().added()).extracting(Ask::hosts).containsExactly(hosts("h1", "h2", "h3"));
  }

  @Test
  void executorsBeyondTheHintsAreAskedForAnywhere() {
    declare(0, hinted(3, "h1"));
    assertThat(book.take().added())
        .extracting(Ask::hosts)
        .containsExactlyInAnyOrder(hosts("h1"), hosts(), hosts());
  }

  @Test
  void tasksCountBySlots() {
    TreeMap<HostName, Integer> hints = new TreeMap<>();
    hints.put(new HostName("h1"), 5); // two executors of four slots
    declare(0, new ProfileDemand(WIDE, 3, hints, WAIT));
    assertThat(book.take().added())
        .extracting(Ask::hosts)
        .containsExactlyInAnyOrder(hosts("h1"), hosts("h1"), hosts());
  }

  @Test
  void containerFulfilsTheAskThatNamesItsHost() {
    declare(0, hinted(2, "h1", "h2"));
    book.take();
    grant("h2", 1);
    Exchange next = book.take();
    assertThat(next.withdrawn()).extracting(Ask::hosts).containsExactly(hosts("h2"));
    assertThat(next.added()).isEmpty();
  }

  @Test
  void containerElsewhereFulfilsAnAskWithoutHostsFirst() {
    declare(0, hinted(2, "h1"));
    book.take();
    grant("h9", 1);
    assertThat(book.take().withdrawn()).extracting(Ask::hosts).containsExactly(hosts());
  }

  @Test
  void hostThatHasItsExecutorsIsNotNamedAgain() {
    declare(0, hinted(2, "h1"));
    book.take();
    grant("h1", 1);
    book.take();
    declare(0, hinted(2, "h1"));
    assertThat(book.take()).isEqualTo(Exchange.NONE);
    assertThat(book.waiting().get(SMALL.id()).count()).isEqualTo(1);
  }

  @Test
  void hintIsGivenUpAfterTheWait() {
    declare(SECOND, hinted(1, "h1"));
    List<Ask> asks = book.take().added();
    assertThat(book.nextTick()).hasValue(4 * SECOND);
    book.tick(4 * SECOND - 1);
    assertThat(book.take()).isEqualTo(Exchange.NONE);
    book.tick(4 * SECOND);
    Exchange next = book.take();
    assertThat(next.withdrawn()).isEqualTo(asks);
    assertThat(next.added()).extracting(Ask::hosts).containsExactly(hosts());
    assertThat(book.nextTick()).isEmpty();
  }

  @Test
  void nothingIsOverdueWhenALaterWishHasNoHosts() {
    declare(0, hinted(1, "h1"));
    declare(SECOND, hinted(2, "h1"));
    book.tick(3 * SECOND);
    assertThat(book.nextTick()).hasValue(4 * SECOND); // else heartbeats follow without a pause
    book.tick(4 * SECOND);
    assertThat(book.nextTick()).isEmpty();
    assertThat(book.take().added()).extracting(Ask::hosts).containsExactly(hosts(), hosts());
  }

  @Test
  void newHintsDoNotBeginTheWaitAnew() {
    declare(0, hinted(1, "h1"));
    book.take();
    declare(2 * SECOND, hinted(1, "h2"));
    assertThat(book.take().added()).extracting(Ask::hosts).containsExactly(hosts("h2"));
    book.tick(3 * SECOND);
    assertThat(book.take().added()).extracting(Ask::hosts).containsExactly(hosts());
  }

  @Test
  void sameHintsChangeNothing() {
    declare(0, hinted(3, "h1", "h2"));
    book.take();
    declare(SECOND, hinted(3, "h1", "h2"));
    assertThat(book.take()).isEqualTo(Exchange.NONE);
  }

  @Test
  void excludedHostsAreNotNamed() {
    exclude("h1", hinted(1, "h1", "h2"));
    assertThat(book.take().added()).extracting(Ask::hosts).containsExactly(hosts("h2"));
  }

  @Test
  void nothingIsNamedWithANodeLabel() {
    book = book(ContainerRules.Hints.REFUSED);
    declare(0, hinted(1, "h1"));
    assertThat(book.take().added()).extracting(Ask::hosts).containsExactly(hosts());
  }
}
