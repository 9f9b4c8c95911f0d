package dev.firesteel.devcluster;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/** {@code dev-cluster fs} and the like: a tool of Hadoop's on the cluster, in the foreground. */
final class ToolCommand {
  /** The tools and their main classes. */
  static final Map<String, String> TOOLS =
      Map.of(
          "fs", "org.apache.hadoop.fs.FsShell",
          "fsck", "org.apache.hadoop.hdfs.tools.DFSck",
          "dfsadmin", "org.apache.hadoop.hdfs.tools.DFSAdmin",
          "haadmin", "org.apache.hadoop.hdfs.tools.DFSHAAdmin");

  private final Layout layout;

  ToolCommand(Layout layout) {
    this.layout = layout;
  }

  /** Runs it with this process's input and output; whether it ended well. */
  boolean run(String tool, List<String> words) throws IOException {
    ExistingCluster cluster =
        ExistingCluster.in(layout)
            .orElseThrow(
                () ->
                    new DevClusterException(
                        "There is no cluster in "
                            + layout.directory()
                            + " (dev-cluster up starts one)"));
    String nameNode =
        cluster.description().daemons().keySet().stream()
            .filter(name -> name.startsWith("namenode"))
            .findFirst()
            .orElseThrow();
    ClusterSpec plain = ClusterSpec.in(layout.directory()).build();
    List<String> command =
        new DaemonCommand(layout, plain).tool(nameNode, TOOLS.getOrDefault(tool, tool), words);
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().keySet().removeIf(key -> key.startsWith("HADOOP_"));
    if (Files.exists(layout.krb5())) {
      boolean files = tool.equals("fs");
      String user = files ? KerberosPlan.USER : KerberosPlan.SUPERUSER;
      builder.environment().put("KRB5CCNAME", layout.ticket(user).toString());
    }
    try {
      return builder.start().waitFor() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DevClusterException("Interrupted while " + tool + " ran", e);
    }
  }
}
