package dev.firesteel.devcluster.daemon;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.protocol.HdfsFileStatus;
import org.apache.hadoop.hdfs.server.namenode.NameNode;
import org.jspecify.annotations.Nullable;

/** Makes the directories that users need who are not HDFS's superuser. */
final class Homes {
  /** Users, separated by commas. */
  static final String USERS = "firesteel.dev-cluster.homes";

  private static final short FOR_ALL = 01777;
  private static final short READABLE = 0755;
  private static final short OWN = 0700;

  private Homes() {}

  /** Makes {@code /tmp}, and {@code /user/NAME} for each user; what is there stays as it is. */
  static void make(NameNode nameNode, Configuration conf) throws IOException {
    String[] users = conf.getTrimmedStrings(USERS);
    if (users.length == 0) {
      return;
    }
    directory(nameNode, "/tmp", FOR_ALL, null);
    directory(nameNode, "/user", READABLE, null);
    for (String user : users) {
      directory(nameNode, "/user/" + user, OWN, user);
    }
  }

  private static void directory(NameNode nameNode, String path, short mode, @Nullable String owner)
      throws IOException {
    HdfsFileStatus there = nameNode.getRpcServer().getFileInfo(path);
    if (there != null) {
      return;
    }
    FsPermission permission = new FsPermission(mode);
    boolean made = nameNode.getRpcServer().mkdirs(path, permission, true);
    if (made) {
      nameNode.getRpcServer().setPermission(path, permission);
      if (owner != null) {
        nameNode.getRpcServer().setOwner(path, owner, owner);
      }
    }
  }
}
