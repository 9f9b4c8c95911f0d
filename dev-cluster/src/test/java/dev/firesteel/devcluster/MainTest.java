package dev.firesteel.devcluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.devcluster.daemon.DaemonMain;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code dev-cluster} says and does, without daemons of Hadoop's. */
final class MainTest {
  @TempDir private Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.add("--directory=" + directory);
    return Main.run(
        all,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
  }

  /** Leaves what a cluster with one daemon leaves, with the id of some process. */
  private void leave(long pid) throws IOException {
    Layout layout = new Layout(directory);
    new Description(
            "hdfs://127.0.0.1:1",
            Map.of(
                "namenode",
                new Description.Member(DaemonKind.NAMENODE, "localhost", "127.0.0.1:1")))
        .write(layout);
    Files.createDirectories(layout.pid("namenode").getParent());
    Files.writeString(layout.pid("namenode"), Long.toString(pid));
    Files.writeString(directory.resolve("up-options"), "--ha\n");
  }

  /** A process that looks like the cluster's NameNode to those who look for it. */
  private Process startNameNode() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            DaemonCommand.mark(new Layout(directory), "namenode"),
            "-cp",
            System.getProperty("java.class.path"),
            DaemonMain.class.getName(),
            DaemonMain.DETACHED,
            DaemonMainTest.Forever.class.getName())
        .redirectErrorStream(true)
        .start();
  }

  @Test
  void wrongWords() {
    assertThat(run("up", "--bogus")).isEqualTo(2);
    assertThat(said())
        .contains("Unknown option '--bogus' of dev-cluster up; see firesteel help dev-cluster");
    assertThat(run("up", "--ha=yes")).isEqualTo(2);
    assertThat(said()).contains("--ha takes no value");
    assertThat(run("up", "--datanodes", "no")).isEqualTo(2);
    assertThat(said()).contains("Cannot use --datanodes no: it is no number from 1 to 64");
    assertThat(run("up", "--hosts", "a", "--datanodes", "2")).isEqualTo(2);
    assertThat(said()).contains("Use either --hosts or --datanodes");
    assertThat(run("up", "--memory", "100")).isEqualTo(2);
    assertThat(said()).contains("--memory means something with --yarn only");
    assertThat(run("up", "--block-size", "7x")).isEqualTo(2);
    assertThat(said()).contains("Cannot use --block-size 7x: it is no size");
    assertThat(run("frobnicate")).isEqualTo(2);
    assertThat(said()).contains("Unknown command 'frobnicate'");
  }

  @Test
  void nothingIsThere() {
    assertThat(run("status")).isEqualTo(1);
    assertThat(run("down")).isZero();
    assertThat(run("fs", "-ls", "/")).isEqualTo(1);
    assertThat(said()).contains("There is no cluster in " + directory);
  }

  @Test
  void anIdOfSomebodyElsesProcessIsNoDaemon() throws Exception {
    leave(ProcessHandle.current().pid());
    assertThat(run("status")).isEqualTo(1);
    assertThat(said()).contains("does not run");
    assertThat(run("down")).isZero();
    assertThat(said()).contains("0 daemons ended; removed " + directory);
    assertThat(directory).doesNotExist();
    assertThat(ProcessHandle.current().isAlive()).isTrue();
    Files.createDirectories(directory);
  }

  @Test
  void daemonsOfAnEarlierCommandAreFoundAgainAndEnded() throws Exception {
    Process daemon = startNameNode();
    try {
      assertThat(daemon.inputReader().readLine()).isEqualTo("runs");
      leave(daemon.pid());
      assertThat(run("status")).isZero();
      assertThat(said()).contains(Long.toString(daemon.pid())).contains("does not answer");
      assertThat(run("up")).isZero();
      assertThat(said()).contains("already up").contains("export HADOOP_CONF_DIR=" + directory);
      assertThat(run("down", "--keep-data")).isZero();
      assertThat(daemon.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(said()).contains("1 daemons ended; what they stored stays in " + directory);
    } finally {
      daemon.destroyForcibly();
    }
  }

  @Test
  void aClusterOfWhichSomeDaemonsDiedIsHalfUp() throws Exception {
    leave(0);
    Layout layout = new Layout(directory);
    Process daemon = startNameNode();
    try {
      assertThat(daemon.inputReader().readLine()).isEqualTo("runs");
      leave(daemon.pid());
      Description.Member member =
          new Description.Member(DaemonKind.DATANODE, "localhost", "127.0.0.1:1");
      Description all = Description.read(layout);
      Map<String, Description.Member> more = new TreeMap<>(all.daemons());
      more.put("datanode-1", member);
      new Description(all.fileSystem(), more).write(layout);
      assertThat(run("up")).isEqualTo(1);
      assertThat(said()).contains("is half up: namenode run, datanode-1 not");
      assertThat(run("status")).isEqualTo(1);
      assertThat(said()).contains("does not run");
    } finally {
      daemon.destroyForcibly();
    }
  }

  @Test
  void anotherClusterIsInTheDirectory() throws Exception {
    leave(0);
    assertThat(run("up", "--datanodes", "2")).isEqualTo(1);
    assertThat(said()).contains("was made by 'dev-cluster up --ha'");
  }

  @Test
  void theDirectoryHoldsSomethingElse() throws Exception {
    Files.writeString(directory.resolve("diary"), "dear");
    assertThat(run("up")).isEqualTo(1);
    assertThat(said()).contains("it holds something else than a cluster");
    assertThat(directory.resolve("diary")).exists();
  }

  @Test
  void thePortIsTaken() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(run("up", "--port", Integer.toString(other.getLocalPort()))).isEqualTo(1);
      assertThat(said()).contains("Port " + other.getLocalPort() + " is in use");
    }
  }
}
