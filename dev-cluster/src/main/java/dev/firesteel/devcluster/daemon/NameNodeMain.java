package dev.firesteel.devcluster.daemon;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.hadoop.ha.HAServiceProtocol.RequestSource;
import org.apache.hadoop.ha.HAServiceProtocol.StateChangeRequestInfo;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.hdfs.server.namenode.NameNode;
import org.apache.hadoop.metrics2.lib.DefaultMetricsSystem;

/**
 * A NameNode that formats its directory when it is new, which saves a process: {@code NameNodeMain
 * ROLE NAME-DIRECTORY [STANDBY-NAME-DIRECTORY]}. Of two NameNodes the one that is to become active
 * formats, and gives the image to the one that is to stand by.
 */
public final class NameNodeMain {
  /** The only NameNode. */
  public static final String SINGLE = "single";

  /** One of two: becomes active at once. */
  public static final String ACTIVE = "active";

  /** One of two: stands by. */
  public static final String STANDBY = "standby";

  private static final String FORMATTED = "current/VERSION";
  private static final long IMAGE_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private NameNodeMain() {}

  /** Formats where needed and starts. */
  public static void main(String[] words) throws Exception {
    String role = words[0];
    Path own = Path.of(words[1]);
    HdfsConfiguration conf = new HdfsConfiguration();
    if (role.equals(STANDBY)) {
      awaitImage(own);
    } else if (!Files.exists(own.resolve(FORMATTED))) {
      // Formatting registers sources of metrics that the NameNode then registers once more.
      DefaultMetricsSystem.setMiniClusterMode(true);
      NameNode.format(conf);
    }
    if (words.length > 2 && !Files.exists(Path.of(words[2]))) {
      Path beside = Path.of(words[2] + ".copying");
      copy(own, beside);
      Files.move(beside, Path.of(words[2]), StandardCopyOption.ATOMIC_MOVE);
    }
    NameNode nameNode = NameNode.createNameNode(new String[0], conf);
    if (role.equals(ACTIVE)) {
      nameNode
          .getRpcServer()
          .transitionToActive(new StateChangeRequestInfo(RequestSource.REQUEST_BY_USER));
    }
    if (!role.equals(STANDBY) && !nameNode.isInSafeMode()) {
      Homes.make(nameNode, conf);
    }
  }

  private static void awaitImage(Path own) throws IOException {
    long start = System.nanoTime();
    while (!Files.exists(own.resolve(FORMATTED))) {
      if (System.nanoTime() - start > IMAGE_LIMIT_NANOS) {
        throw new IOException(
            "No image in " + own + " from the active NameNode within a minute (see its log)");
      }
      LockSupport.parkNanos(STEP_NANOS);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(each)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path each, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(
                each, to.resolve(from.relativize(each)), StandardCopyOption.REPLACE_EXISTING);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
