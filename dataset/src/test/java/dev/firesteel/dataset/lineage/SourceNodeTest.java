package dev.firesteel.dataset.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.InputFormat;
import dev.firesteel.api.split.InputSplit;
import dev.firesteel.api.split.PlanContext;
import dev.firesteel.api.split.ReadContext;
import dev.firesteel.api.split.SplitInput;
import dev.firesteel.api.split.SplitOutput;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.RackName;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a format's splits must be like. */
class SourceNodeTest {
  private record Place(List<HostName> hosts, List<RackName> racks) implements InputSplit {}

  private static final class Places implements InputFormat<String, Place> {
    private static final long serialVersionUID = 1L;
    private final int hosts;
    private final int racks;

    Places(int hosts, int racks) {
      this.hosts = hosts;
      this.racks = racks;
    }

    @Override
    public List<Place> plan(PlanContext context) {
      return List.of(
          new Place(
              Stream.generate(() -> new HostName("h")).limit(hosts).toList(),
              Stream.generate(() -> new RackName("/r")).limit(racks).toList()));
    }

    @Override
    public void write(Place split, SplitOutput out) {}

    @Override
    public Place read(SplitInput in) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Cursor<String> open(Place split, ReadContext context) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String describe() {
      return "places";
    }
  }

  private static SourceNode<String, Place> source(int hosts, int racks) {
    return new SourceNode<>(
        new DatasetId(0), new Places(hosts, racks), new PlanContext(Config.empty(), 1));
  }

  @Test
  void splitsWithRacksForSomeOfTheirHostsAreRefusedBeforeAnyJob() {
    assertThatThrownBy(() -> source(2, 1).splits())
        .isInstanceOfSatisfying(
            FiresteelException.class, e -> assertThat(e.category()).isEqualTo(ErrorCategory.USER))
        .hasMessage(
            "Cannot plan places: split 0 has 2 hosts but 1 racks (the format must tell the rack of"
                + " each host, or none)");
    assertThat(source(2, 0).splits()).hasSize(1);
    assertThat(source(2, 2).splits()).hasSize(1);
  }
}
