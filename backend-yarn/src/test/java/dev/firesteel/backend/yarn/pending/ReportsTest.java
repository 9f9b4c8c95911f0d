package dev.firesteel.backend.yarn.pending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.resource.Resources;
import dev.firesteel.backend.yarn.pending.Supply.Sharing;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.ApplicationResourceUsageReport;
import org.apache.hadoop.yarn.api.records.NodeId;
import org.apache.hadoop.yarn.api.records.NodeLabel;
import org.apache.hadoop.yarn.api.records.NodeReport;
import org.apache.hadoop.yarn.api.records.NodeState;
import org.apache.hadoop.yarn.api.records.QueueConfigurations;
import org.apache.hadoop.yarn.api.records.QueueInfo;
import org.apache.hadoop.yarn.api.records.QueueStatistics;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.util.Records;
import org.junit.jupiter.api.Test;

/** The ResourceManager's records, as the explanation sees them. */
class ReportsTest {
  private static NodeReport node(String host, NodeState state, int usedCores, String... labels) {
    NodeReport report = Records.newRecord(NodeReport.class);
    report.setNodeId(NodeId.newInstance(host, 1));
    report.setNodeState(state);
    report.setCapability(Resource.newInstance(8000, 8));
    report.setUsed(Resource.newInstance(9000, usedCores));
    report.setNodeLabels(Set.of(labels));
    return report;
  }

  private static QueueInfo queue() {
    QueueStatistics held = Records.newRecord(QueueStatistics.class);
    held.setAllocatedMemoryMB(700);
    held.setAllocatedVCores(3);
    QueueConfigurations limits = Records.newRecord(QueueConfigurations.class);
    limits.setEffectiveMinCapacity(Resource.newInstance(1000, 2));
    limits.setEffectiveMaxCapacity(Resource.newInstance(4000, 4));
    QueueInfo info = Records.newRecord(QueueInfo.class);
    info.setQueueName("etl");
    info.setQueuePath("root.etl");
    info.setQueueStatistics(held);
    info.setQueueConfigurations(Map.of("", limits));
    return info;
  }

  private static Reports reports(QueueInfo queue, NodeReport... nodes) {
    ApplicationResourceUsageReport usage = Records.newRecord(ApplicationResourceUsageReport.class);
    usage.setUsedResources(Resource.newInstance(300, 2));
    ApplicationReport used = Records.newRecord(ApplicationReport.class);
    used.setApplicationResourceUsageReport(usage);
    return new Reports(
        List.of(queue),
        List.of(nodes),
        List.of(NodeLabel.newInstance("shared", false), NodeLabel.newInstance("own", true)),
        "ann",
        List.of(used, used, Records.newRecord(ApplicationReport.class)));
  }

  @Test
  void queueAndUserAreRead() {
    Supply supply = reports(queue(), node("h1", NodeState.RUNNING, 1)).supply("");

    assertThat(supply.queue())
        .isEqualTo(
            new Supply.Queue(
                "root.etl", Resources.of(3, 700), Resources.of(2, 1000), Resources.of(4, 4000)));
    assertThat(supply.user()).isEqualTo(new Supply.User("ann", Resources.of(4, 600)));
  }

  @Test
  void nodesThatGaveMoreThanTheyHaveHaveNothingFree() {
    Supply supply = reports(queue(), node("h1", NodeState.RUNNING, 5)).supply("");

    assertThat(supply.nodes().get(0).free()).isEqualTo(Resources.of(3, 0));
  }

  @Test
  void nodesThatDoNotRunAreCounted() {
    Supply supply =
        reports(
                queue(),
                node("h1", NodeState.UNHEALTHY, 0),
                node("h2", NodeState.UNHEALTHY, 0),
                node("h3", NodeState.LOST, 0))
            .supply("");

    assertThat(supply.nodes()).isEmpty();
    assertThat(supply.away()).isEqualTo(Map.of("unhealthy", 2, "lost", 1));
  }

  @Test
  void labelsSayWhoMayUseANode() {
    Supply supply =
        reports(
                queue(),
                node("h1", NodeState.RUNNING, 0, "shared"),
                node("h2", NodeState.RUNNING, 0, "own"),
                node("h3", NodeState.RUNNING, 0))
            .supply("");

    assertThat(supply.nodes())
        .extracting(Supply.Node::sharing)
        .containsExactly(Sharing.IDLE, Sharing.NONE, Sharing.NONE);
    assertThat(supply.usable()).extracting(n -> n.host().value()).containsExactly("h1", "h3");
  }

  @Test
  void theQueuesOwnLabelCountsWhereNoneIsAskedFor() {
    QueueInfo info = queue();
    info.setDefaultNodeLabelExpression(" own ");

    assertThat(reports(info).supply("").label()).isEqualTo("own");
    assertThat(reports(info).supply("shared").label()).isEqualTo("shared");
    assertThat(reports(queue()).supply("").label()).isEmpty();
  }

  @Test
  void aLabelThatTheQueueHasNoShareOfGivesNothing() {
    assertThat(reports(queue()).supply("own").queue().most()).isEqualTo(Resources.NONE);
  }

  @Test
  void aSchedulerThatTellsNoLimitsHasNone() {
    QueueInfo info = Records.newRecord(QueueInfo.class);
    info.setQueueName("etl");

    Supply supply =
        reports(info, node("h1", NodeState.RUNNING, 0), node("h2", NodeState.RUNNING, 0))
            .supply("");

    assertThat(supply.queue())
        .isEqualTo(
            new Supply.Queue(
                "etl", Resources.NONE, Resources.of(16, 16_000), Resources.of(16, 16_000)));
  }

  @Test
  void coresDoNotCountWhereMoreAreInUseThanThereAre() {
    assertThat(reports(queue(), node("h1", NodeState.RUNNING, 8)).coresCount()).isTrue();
    assertThat(reports(queue(), node("h1", NodeState.RUNNING, 9)).coresCount()).isFalse();
  }
}
