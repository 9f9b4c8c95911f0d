package dev.firesteel.containers.scenario;

import dev.firesteel.containers.Await;
import dev.firesteel.containers.ContainerCluster;
import dev.firesteel.containers.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the blocks of a file are, as the NameNode knows it by the DataNodes' reports. */
final class Blocks {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Pattern BLOCK = Pattern.compile("^\\d+\\. BP-.* len=\\d+ .*");
  private static final Pattern ADDRESS = Pattern.compile("DatanodeInfoWithStorage\\[([^:]+):");

  private Blocks() {}

  /** The workers that hold each block, in the file's order, once each has so many replicas. */
  static List<Set<String>> of(ContainerCluster cluster, String file, int replicas) {
    Await.until(
        LIMIT,
        () -> hosts(cluster, file).stream().allMatch(block -> block.size() == replicas),
        () -> "blocks have not " + replicas + " replicas: " + report(cluster, file));
    return hosts(cluster, file);
  }

  private static List<Set<String>> hosts(ContainerCluster cluster, String file) {
    List<Set<String>> blocks = new ArrayList<>();
    for (String line : report(cluster, file).lines().toList()) {
      if (!BLOCK.matcher(line).matches()) {
        continue;
      }
      Set<String> hosts = new TreeSet<>();
      Matcher address = ADDRESS.matcher(line);
      while (address.find()) {
        String found = address.group(1);
        cluster.workers().stream()
            .filter(worker -> worker.address().equals(found))
            .map(Node::name)
            .forEach(hosts::add);
      }
      blocks.add(hosts);
    }
    return blocks;
  }

  private static String report(ContainerCluster cluster, String file) {
    return cluster
        .edge()
        .run("hdfs", "fsck", file, "-files", "-blocks", "-locations")
        .orFail()
        .out();
  }
}
