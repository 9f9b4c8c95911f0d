package dev.firesteel.backend.mesos.offer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;
import org.junit.jupiter.api.Test;

class StockTest {
  private static final Resource CPU = Offers.scalar("cpus", 1);

  @Test
  void lacksWhatIsNotThere() {
    Stock stock = of(Offers.scalar("cpus", 4));
    assertThat(stock.lacks(need(1, 64))).contains("mem");
    assertThat(stock.take(need(1, 64))).isEmpty();
    assertThat(stock.lacks(Need.of(Map.of("cpus", 5L)))).contains("cpus");
    assertThat(of().lacks(need(1, 1))).contains("cpus");
  }

  @Test
  void takesUntilNothingIsLeft() {
    Stock stock = of(Offers.scalar("cpus", 2.5), Offers.scalar("mem", 300));
    assertThat(stock.take(need(1, 100))).isPresent();
    assertThat(stock.take(need(1, 100))).isPresent();
    assertThat(stock.take(need(1, 100))).isEmpty();
    assertThat(stock.most()).containsEntry("cpus", 500L).containsEntry("mem", 100_000L);
  }

  @Test
  void reckonsInThousandths() {
    Stock stock = of(Offers.scalar("cpus", 0.1), Offers.scalar("cpus", 0.9004));
    assertThat(stock.most()).containsEntry("cpus", 1000L);
    Stock odd = of(Offers.scalar("cpus", 0.9994));
    assertThat(odd.lacks(Need.of(Map.of("cpus", 1L)))).contains("cpus");
    Stock sum =
        of(Offers.scalar("cpus", 0.7), Offers.scalar("cpus", 0.1), Offers.scalar("cpus", 0.2));
    assertThat(sum.take(Need.of(Map.of("cpus", 1L)))).isPresent();
  }

  @Test
  void mergesTheSameOfSeveralOffers() {
    Stock stock = of(CPU, CPU);
    assertThat(taken(stock, 2)).containsExactly(Offers.scalar("cpus", 2));
  }

  @Test
  void takesWhatIsReservedFirst() {
    Resource reserved = Offers.reserved("etl", Offers.scalar("cpus", 0.5));
    Stock stock = of(CPU, reserved);
    assertThat(taken(stock, 1)).containsExactly(reserved, Offers.scalar("cpus", 0.5));
  }

  @Test
  void leavesRevocableResourcesAlone() {
    Stock stock = of(Offers.revocable(CPU));
    assertThat(stock.has("cpus")).isFalse();
  }

  @Test
  void takesRevocableResourcesByChoiceAndLast() {
    Stock stock = Stock.of(List.of(Offers.revocable(CPU), CPU), Revocable.TAKEN);
    assertThat(taken(stock, 1)).containsExactly(CPU);
    assertThat(taken(stock, 1)).containsExactly(Offers.revocable(CPU));
  }

  @Test
  void neverTakesRevocableResourcesTogetherWithOthersOfTheName() {
    Stock stock = Stock.of(List.of(Offers.revocable(CPU), CPU), Revocable.TAKEN);
    assertThat(stock.lacks(Need.of(Map.of("cpus", 2L)))).contains("cpus");
  }

  @Test
  void leavesVolumesSharedOnesAndProvidersAlone() {
    Resource volume =
        Offers.scalar("disk", 10).toBuilder()
            .setDisk(Resource.DiskInfo.getDefaultInstance())
            .build();
    Resource shared =
        Offers.scalar("disk", 10).toBuilder()
            .setShared(Resource.SharedInfo.getDefaultInstance())
            .build();
    assertThat(of(volume, shared).has("disk")).isFalse();
  }

  @Test
  void leavesRangesAlone() {
    Resource ports =
        Resource.newBuilder()
            .setName("ports")
            .setType(Value.Type.RANGES)
            .setRanges(Value.Ranges.getDefaultInstance())
            .build();
    assertThat(of(ports).most()).isEmpty();
  }

  private static Stock of(Resource... resources) {
    return Stock.of(List.of(resources), Revocable.LEFT);
  }

  private static Need need(long cpus, long mem) {
    return Need.of(Map.of("cpus", cpus, "mem", mem));
  }

  private static List<Resource> taken(Stock stock, long cpus) {
    Optional<List<Resource>> taken = stock.take(Need.of(Map.of("cpus", cpus)));
    return taken.orElseThrow();
  }
}
