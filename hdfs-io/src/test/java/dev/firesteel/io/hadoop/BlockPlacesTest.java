package dev.firesteel.io.hadoop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.RackName;
import dev.firesteel.io.storage.BlockPlace;
import dev.firesteel.io.storage.Replicas;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.fs.BlockLocation;
import org.apache.hadoop.fs.StorageType;
import org.junit.jupiter.api.Test;

/** What is made of Hadoop's word about blocks. */
final class BlockPlacesTest {
  private final BlockPlaces places = new BlockPlaces();

  @Test
  void fasterStorageComesFirstAndEqualStorageKeepsItsOrder() throws IOException {
    Replicas replicas =
        replicas(
            List.of("archive", "disk1", "provided", "ssd", "disk2", "ram", "nvdimm"),
            List.of(),
            StorageType.ARCHIVE,
            StorageType.DISK,
            StorageType.PROVIDED,
            StorageType.SSD,
            StorageType.DISK,
            StorageType.RAM_DISK,
            StorageType.NVDIMM);
    assertThat(replicas.hosts())
        .isEqualTo(hosts("ram", "ssd", "nvdimm", "disk1", "disk2", "archive", "provided"));
    assertThat(replicas.inMemoryHosts()).isEqualTo(hosts("ram"));
  }

  @Test
  void aHostThatCachesTheBlockIsBetterThanAnyDisk() throws IOException {
    Replicas replicas =
        replicas(List.of("a", "b"), List.of("b"), StorageType.SSD, StorageType.ARCHIVE);
    assertThat(replicas.hosts()).isEqualTo(hosts("b", "a"));
    assertThat(replicas.inMemoryHosts()).isEqualTo(hosts("b"));
    assertThat(replicas.racks()).containsExactly(new RackName("/r1"), new RackName("/r0"));
  }

  @Test
  void aHostWithTwoCopiesCountsOnceWithItsBest() throws IOException {
    Replicas replicas =
        replicas(
            List.of("a", "b", "a"),
            List.of(),
            StorageType.ARCHIVE,
            StorageType.DISK,
            StorageType.SSD);
    assertThat(replicas.hosts()).isEqualTo(hosts("a", "b"));
    assertThat(replicas.racks()).hasSize(2);
  }

  @Test
  void withoutStorageTypesTheOrderStays() throws IOException {
    assertThat(replicas(List.of("b", "a"), List.of()).hosts()).isEqualTo(hosts("b", "a"));
  }

  @Test
  void copiesOfACorruptBlockAreNotOffered() throws IOException {
    BlockLocation corrupt = block(0, 10, List.of("a"), List.of());
    corrupt.setCorrupt(true);
    assertThat(places.of(10, new BlockLocation[] {corrupt}))
        .containsExactly(BlockPlace.anywhere(10));
  }

  @Test
  void aFileSystemWithoutPlacesHasOnePlaceForAllBlocks() throws IOException {
    BlockLocation[] blocks =
        IntStream.range(0, 100)
            .mapToObj(
                i ->
                    new BlockLocation(
                        new String[] {"localhost:9866"}, new String[] {"localhost"}, i * 10L, 10))
            .toArray(BlockLocation[]::new);
    assertThat(places.of(1000, blocks)).containsExactly(BlockPlace.anywhere(1000));
  }

  @Test
  void aBlockThatIsBeingWrittenCountsAsFarAsTheFileWasListed() throws IOException {
    BlockLocation[] blocks = {
      block(0, 10, List.of("a"), List.of()), block(10, 10, List.of("b"), List.of())
    };
    assertThat(places.of(15, blocks).stream().map(BlockPlace::length)).containsExactly(10L, 5L);
    assertThat(places.of(10, blocks)).hasSize(1);
    assertThat(places.of(25, blocks).get(2).replicas()).isEqualTo(Replicas.UNKNOWN);
    assertThat(places.of(0, new BlockLocation[0])).isEmpty();
  }

  @Test
  void equalValuesAreOneObject() throws IOException {
    Replicas first = replicas(List.of("a", "b"), List.of());
    assertThat(replicas(List.of("a", "b"), List.of())).isSameAs(first);
    assertThat(replicas(List.of("a"), List.of()).hosts().get(0)).isSameAs(first.hosts().get(0));
  }

  private Replicas replicas(List<String> hosts, List<String> cached, StorageType... types)
      throws IOException {
    return places
        .of(10, new BlockLocation[] {block(0, 10, hosts, cached, types)})
        .get(0)
        .replicas();
  }

  private static BlockLocation block(
      long offset, long length, List<String> hosts, List<String> cached, StorageType... types) {
    String[] topology =
        IntStream.range(0, hosts.size())
            .mapToObj(i -> "/r" + i + "/127.0.0.1:" + (9000 + i))
            .toArray(String[]::new);
    String[] names = hosts.toArray(String[]::new);
    return new BlockLocation(
        names, names, cached.toArray(String[]::new), topology, null, types, offset, length, false);
  }

  private static List<HostName> hosts(String... names) {
    return Stream.of(names).map(HostName::new).toList();
  }
}
