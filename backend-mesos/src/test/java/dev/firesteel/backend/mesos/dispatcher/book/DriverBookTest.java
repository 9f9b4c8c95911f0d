package dev.firesteel.backend.mesos.dispatcher.book;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.backend.mesos.dispatcher.DriverState;
import dev.firesteel.backend.mesos.dispatcher.Orders;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DriverBookTest {
  private static final Instant T = Instant.parse("2026-11-23T10:00:00Z");

  private final DriverBook book = new DriverBook(List.of(), 7);

  @Test
  void anExecutorOfAnotherAttemptIsNobodys() {
    Entry entry = DriverLife.after(submit("a"), new DriverEvent.Launch());
    book.put(entry);
    assertThat(book.whose(new ExecutorId("driver-20261123-0007-1"))).contains(entry);
    assertThat(book.whose(new ExecutorId("driver-20261123-0007-2"))).isEmpty();
    assertThat(book.whose(new ExecutorId("driver-20261123-0008-1"))).isEmpty();
    assertThat(book.whose(new ExecutorId("nobody"))).isEmpty();
  }

  @Test
  void aDriverThatIsNotPlacedHasNoExecutor() {
    submit("a");
    assertThat(book.whose(new ExecutorId("driver-20261123-0007-0"))).isEmpty();
  }

  @Test
  void driversAreKnownByIdAndByTheKeyOfTheirOrder() {
    Entry entry = submit("a");
    assertThat(entry.driver().framework()).isEqualTo("F-driver-20261123-0007");
    assertThat(book.find("driver-20261123-0007")).contains(entry);
    assertThat(book.ordered("a")).contains(entry);
    book.remove(entry);
    assertThat(book.find("driver-20261123-0007")).isEmpty();
    assertThat(book.ordered("a")).isEmpty();
  }

  @Test
  void numbersAreNotUsedAgain() {
    book.remove(submit("a"));
    assertThat(submit("b").id()).isEqualTo("driver-20261123-0008");
  }

  @Test
  void theQueueIsInTheOrderOfSubmission() {
    submit("a");
    submit("b");
    assertThat(book.in(DriverState.QUEUED)).extracting(Entry::number).containsExactly(7L, 8L);
    assertThat(book.newestFirst()).extracting(Entry::number).containsExactly(8L, 7L);
    assertThat(book.waiting()).isEqualTo(2);
  }

  @Test
  void beyondANumberThoseThatEndedFirstAreTooMany() {
    Entry late = kill(submit("a"), T.plusSeconds(9));
    Entry early = kill(submit("b"), T);
    submit("c");
    assertThat(book.surplus(2)).isEmpty();
    assertThat(book.surplus(1)).containsExactly(early);
    assertThat(book.surplus(0)).containsExactly(early, late);
  }

  private Entry submit(String key) {
    Entry entry = book.draft(Orders.plain(key), "F", T);
    book.put(entry);
    return entry;
  }

  private Entry kill(Entry entry, Instant now) {
    Entry killed = DriverLife.after(entry, new DriverEvent.Kill(now));
    book.put(killed);
    return killed;
  }
}
