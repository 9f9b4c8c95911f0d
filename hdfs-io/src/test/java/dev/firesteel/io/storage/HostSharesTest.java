package dev.firesteel.io.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.RackName;
import dev.firesteel.io.storage.Entry.StoredFile;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who holds the most of several ranges. */
final class HostSharesTest {
  @Test
  void nobodyHoldsNothing() {
    assertThat(new HostShares().most()).isEqualTo(Replicas.UNKNOWN);
    assertThat(file().replicas()).isEqualTo(Replicas.UNKNOWN);
    assertThat(file(place(5), place(5)).replicas()).isEqualTo(Replicas.UNKNOWN);
  }

  @Test
  void aFileOfOneBlockIsWhereTheBlockIs() {
    BlockPlace block = place(10, "b", "a");
    assertThat(file(block).replicas()).isSameAs(block.replicas());
  }

  @Test
  void hostsAreKeptThatHoldAboutAsMuchAsTheBest() {
    Replicas most =
        file(place(60, "a", "b"), place(30, "a", "c"), place(12, "b", "c"), place(8, "d"))
            .replicas();
    assertThat(most.hosts()).isEqualTo(hosts("a", "b"));
    assertThat(most.racks()).containsExactly(new RackName("/of-a"), new RackName("/of-b"));
  }

  @Test
  void equalSharesKeepTheOrderInWhichTheyCame() {
    assertThat(file(place(10, "z", "m"), place(10, "b")).replicas().hosts())
        .isEqualTo(hosts("z", "m", "b"));
  }

  @Test
  void aHostIsFirstThatHasHalfOfItInMemory() {
    Replicas cached = new Replicas(hosts("c", "a", "b"), hosts("c"), racks("c", "a", "b"));
    Replicas most = file(new BlockPlace(0, 50, cached), place(50, "a", "b", "c")).replicas();
    assertThat(most.hosts()).isEqualTo(hosts("c", "a", "b"));
    assertThat(most.inMemoryHosts()).isEqualTo(hosts("c"));
    assertThat(file(new BlockPlace(0, 40, cached), place(60, "a", "b", "c")).replicas())
        .extracting(Replicas::inMemoryHosts)
        .isEqualTo(List.of());
  }

  private static StoredFile file(BlockPlace... blocks) {
    long length = Stream.of(blocks).mapToLong(BlockPlace::length).sum();
    return new StoredFile(Location.parse("hdfs://nn/f"), length, List.of(blocks));
  }

  private static BlockPlace place(long length, String... names) {
    return new BlockPlace(0, length, new Replicas(hosts(names), List.of(), racks(names)));
  }

  private static List<HostName> hosts(String... names) {
    return Stream.of(names).map(HostName::new).toList();
  }

  private static List<RackName> racks(String... hosts) {
    return Stream.of(hosts).map(host -> new RackName("/of-" + host)).toList();
  }
}
