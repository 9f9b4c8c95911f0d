package dev.firesteel.devcluster;

/** The daemons that there are. */
public enum DaemonKind {
  /** HDFS's directory of files and blocks. */
  NAMENODE("dev.firesteel.devcluster.daemon.NameNodeMain"),
  /** Keeps blocks. */
  DATANODE("org.apache.hadoop.hdfs.server.datanode.DataNode"),
  /** Gives out YARN's containers. */
  RESOURCEMANAGER("org.apache.hadoop.yarn.server.resourcemanager.ResourceManager"),
  /** Runs YARN's containers. */
  NODEMANAGER("org.apache.hadoop.yarn.server.nodemanager.NodeManager"),
  /** Gives out Kerberos' tickets. */
  KDC("dev.firesteel.devcluster.daemon.KdcMain");

  private final String mainClass;

  DaemonKind(String mainClass) {
    this.mainClass = mainClass;
  }

  String mainClass() {
    return mainClass;
  }
}
