package dev.firesteel.containers.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.containers.ContainerCluster;
import dev.firesteel.containers.report.Row;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.TestReporter;

/**
 * Word count and sort over HDFS on YARN, in client and in cluster mode from the edge node; they
 * write what they write with threads of the driver alone.
 */
final class TwoModes {
  private static final Map<String, String> SMALL =
      Map.of(
          "firesteel.executor.instances", "2",
          "firesteel.executor.memory", "256m",
          "firesteel.executor.memory-overhead", "128m",
          "firesteel.driver.memory", "256m");

  private TwoModes() {}

  private static Edge with(Edge edge, Map<String, String> settings) {
    Edge all = edge;
    for (Map.Entry<String, String> each : settings.entrySet()) {
      all = all.with(each.getKey(), each.getValue());
    }
    return all;
  }

  /**
   * Runs them on a cluster.
   *
   * @param on what kind of cluster it is, for the table
   * @param settings for each program, such as who the user is
   */
  static void runOn(
      ContainerCluster cluster, String on, Map<String, String> settings, TestReporter reporter) {
    Edge local = with(Edge.local(cluster, "two-modes"), settings);
    Edge client = with(Edge.of(cluster, Backend.YARN, "two-modes"), settings);
    Map<String, String> inCluster = new TreeMap<>(SMALL);
    inCluster.putAll(settings);
    YarnDriver driver = new YarnDriver(cluster, client, inCluster);
    String in = client.path("in");
    reporter.publishEntry(
        Row.of("input, " + on, client.name(), client.run("InputMain", List.of(in))).entry());
    for (String program : List.of("WordCountMain", "SortMain")) {
      List<String> measure = List.of(in, local.path(program));
      local.run(program, measure);
      byte[] right = local.output(local.path(program));
      assertThat(right).as(program).isNotEmpty();
      String outClient = client.path(program + "-client");
      var outcome = client.run(program, List.of(in, outClient));
      reporter.publishEntry(Row.of(outcome.program() + ", " + on, client.name(), outcome).entry());
      assertThat(client.output(outClient)).as("%s in client mode", program).isEqualTo(right);
      String outCluster = client.path(program + "-cluster");
      outcome = driver.run(program, List.of(in, outCluster));
      reporter.publishEntry(Row.of(outcome.program() + ", " + on, driver.name(), outcome).entry());
      assertThat(client.output(outCluster)).as("%s in cluster mode", program).isEqualTo(right);
    }
  }
}
