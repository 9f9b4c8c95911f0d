package dev.firesteel.backend.yarn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.topology.RackName;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.yarn.api.records.NodeId;
import org.apache.hadoop.yarn.api.records.NodeReport;
import org.apache.hadoop.yarn.util.Records;
import org.junit.jupiter.api.Test;

class RacksTest {
  private static final NodeId NODE = NodeId.newInstance("h1", 1);
  private final AtomicInteger asked = new AtomicInteger();

  private static NodeReport report() {
    NodeReport report = Records.newRecord(NodeReport.class);
    report.setNodeId(NODE);
    report.setRackName("/r1");
    return report;
  }

  @Test
  void aQuestionWithoutAnAnswerIsAskedAgain() {
    Racks racks =
        Racks.reportedBy(
            () -> {
              if (asked.incrementAndGet() == 1) {
                throw new SocketTimeoutException("late");
              }
              return List.of(report());
            });
    assertThat(racks.of(NODE)).isEqualTo(RackName.DEFAULT);
    assertThat(racks.of(NODE)).isEqualTo(new RackName("/r1"));
  }

  @Test
  void aNodeThatIsNotReportedIsAskedForOnce() {
    Racks racks =
        Racks.reportedBy(
            () -> {
              asked.incrementAndGet();
              return List.of();
            });
    assertThat(racks.of(NODE)).isEqualTo(RackName.DEFAULT);
    assertThat(racks.of(NODE)).isEqualTo(RackName.DEFAULT);
    assertThat(asked).hasValue(1);
  }
}
