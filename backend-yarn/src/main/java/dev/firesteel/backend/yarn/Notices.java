package dev.firesteel.backend.yarn;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.yarn.api.protocolrecords.AllocateResponse;
import org.apache.hadoop.yarn.api.records.NodeReport;
import org.apache.hadoop.yarn.api.records.NodeState;
import org.apache.hadoop.yarn.api.records.PreemptionContainer;
import org.apache.hadoop.yarn.api.records.PreemptionMessage;

/** Containers that the ResourceManager will take away. */
final class Notices {
  /** The default of yarn.resourcemanager.monitor.capacity.preemption.max_wait_before_kill. */
  private static final Duration NOTICE = Duration.ofSeconds(15);

  /** The default of yarn.resourcemanager.nodemanager-graceful-decommission-timeout-secs. */
  private static final Duration UNHURRIED = Duration.ofHours(1);

  private Notices() {}

  /** Nodes that an operator takes out of service, by name, with the time that they have left. */
  static Map<String, Duration> leaving(AllocateResponse answer) {
    Map<String, Duration> all = new LinkedHashMap<>();
    for (NodeReport each : answer.getUpdatedNodes()) {
      if (each.getNodeState() == NodeState.DECOMMISSIONING) {
        Integer seconds = each.getDecommissioningTimeout();
        boolean known = seconds != null && seconds >= 0;
        all.put(each.getNodeId().toString(), known ? Duration.ofSeconds(seconds) : UNHURRIED);
      }
    }
    return all;
  }

  /** Containers by name, with the time that they have left. */
  static Map<String, Duration> of(AllocateResponse answer) {
    Map<String, Duration> all = new LinkedHashMap<>();
    PreemptionMessage message = answer.getPreemptionMessage();
    if (message == null) {
      return all;
    }
    if (message.getStrictContract() != null) {
      for (PreemptionContainer each : message.getStrictContract().getContainers()) {
        all.put(each.getId().toString(), NOTICE);
      }
    }
    if (message.getContract() != null) {
      for (PreemptionContainer each : message.getContract().getContainers()) {
        all.put(each.getId().toString(), NOTICE);
      }
    }
    return all;
  }
}
