package dev.firesteel.devcluster;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command lines of daemons and of Hadoop's tools. */
record DaemonCommand(Layout layout, ClusterSpec cluster) {
  List<String> daemon(String name, DaemonKind kind, List<String> arguments) {
    boolean detached = cluster.lifetime() == Lifetime.DETACHED;
    List<String> command = new ArrayList<>();
    if (detached) {
      // Neither Ctrl-C nor the end of the terminal shall reach it.
      command.add(Files.isExecutable(Path.of("/usr/bin/setsid")) ? "setsid" : "nohup");
    }
    command.addAll(java(name, mark(layout, name)));
    command.add("dev.firesteel.devcluster.daemon.DaemonMain");
    command.add(detached ? "detached" : "with-starter");
    command.add(kind.mainClass());
    command.addAll(arguments);
    return command;
  }

  /** A tool that has the settings of a daemon. */
  List<String> tool(String daemon, String mainClass, List<String> arguments) {
    List<String> command = java(daemon, "-Dhadoop.root.logger=WARN,err");
    command.add(mainClass);
    command.addAll(arguments);
    return command;
  }

  /** The first argument of a daemon's JVM: by it its process is known again. */
  static String mark(Layout layout, String daemon) {
    return "-Dfiresteel.dev-cluster.daemon=" + layout.directory() + "#" + daemon;
  }

  /** By it a JVM finds the KDC. */
  static String krb5Option(Layout layout) {
    return "-Djava.security.krb5.conf=" + layout.krb5();
  }

  private List<String> java(String daemon, String mark) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(mark);
    if (Files.exists(layout.krb5())) {
      command.add(krb5Option(layout));
    }
    command.addAll(
        List.of(
            "-Xmx" + cluster.heapMebibytes() + "m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-Xshare:auto",
            "-Dfile.encoding=UTF-8",
            "-Djava.net.preferIPv4Stack=true",
            "-Djdk.net.hosts.file=" + layout.hosts(),
            // Jars of Hadoop's have settings of this name too.
            "-Dlog4j.configuration=" + layout.conf(daemon).resolve("log4j.properties").toUri(),
            "-Djava.io.tmpdir=" + layout.temporary(),
            "-Dhadoop.log.dir=" + layout.logs(),
            "-Dyarn.log.dir=" + layout.logs(),
            "-cp",
            DaemonJars.classPath() + File.pathSeparator + layout.conf(daemon)));
    return command;
  }
}
