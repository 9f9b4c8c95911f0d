package dev.firesteel.containers.scenario;

import dev.firesteel.containers.ContainerCluster;
import dev.firesteel.containers.parity.Where;
import dev.firesteel.containers.report.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A user on the engine's machine, which is not on the hosts' network but can send there: the driver
 * runs there by {@code bin/firesteel} of the checkout, with a copy of the cluster's settings.
 */
final class Outside implements Where {
  private static final long LIMIT_SECONDS = 240;
  private static final Path SITE = Path.of("src", "main", "docker", "conf");

  private final ContainerCluster cluster;
  private final Edge edge;
  private final Backend backend;
  private final Path directory;

  /**
   * With files on the cluster's HDFS.
   *
   * @param edge by whom what was written is read
   * @param directory for what is on this machine
   */
  Outside(ContainerCluster cluster, Edge edge, Backend backend, Path directory) {
    this.cluster = cluster;
    this.edge = edge;
    this.backend = backend;
    this.directory = directory;
  }

  @Override
  public String name() {
    return backend + " client";
  }

  @Override
  public String directory() {
    return edge.directory();
  }

  @Override
  public byte[] output(String path) {
    return edge.output(path);
  }

  /** No name server knows the hosts here. */
  private Path hosts() throws IOException {
    String names =
        Stream.concat(
                cluster.all().stream().map(node -> node.address() + " " + node.name()),
                Stream.of("127.0.0.1 localhost"))
            .collect(Collectors.joining("\n", "", "\n"));
    return Files.writeString(directory.resolve("hosts"), names);
  }

  private Path settings() throws IOException {
    Path conf = Files.createDirectories(directory.resolve("conf"));
    for (String name : List.of("core-site.xml", "hdfs-site.xml", "yarn-site.xml")) {
      // The script that tells racks is on the hosts only.
      List<String> lines =
          Files.readAllLines(SITE.resolve(name)).stream()
              .filter(line -> !line.contains("net.topology.script.file.name"))
              .toList();
      Files.write(conf.resolve(name), lines);
    }
    return conf;
  }

  @Override
  public Outcome run(String program, List<String> words) throws Exception {
    Path out = Files.createTempFile(directory, program, ".out");
    Path err = Files.createTempFile(directory, program, ".err");
    Path temporary = Files.createDirectories(directory.resolve("tmp"));
    List<String> command = new ArrayList<>();
    command.add(Path.of("..", "bin", "firesteel").toAbsolutePath().normalize().toString());
    command.addAll(List.of("submit", "--master", backend.master()));
    command.addAll(List.of("--class", "dev.firesteel.containers.program." + program));
    for (String setting :
        List.of(
            "driver.host=" + cluster.outside(),
            "executor.instances=3",
            "executor.memory=256m",
            "executor.memory-overhead=128m")) {
      command.addAll(List.of("-c", "firesteel." + setting));
    }
    command.add(System.getProperty("firesteel.programs"));
    command.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().put("HADOOP_CONF_DIR", settings().toString());
    builder.environment().put("HADOOP_USER_NAME", "root");
    builder.environment().put("FIRESTEEL_DRIVER_MEMORY", "256m");
    builder
        .environment()
        .put(
            "FIRESTEEL_JAVA_OPTIONS",
            "-Djava.io.tmpdir=" + temporary + " -Djdk.net.hosts.file=" + hosts());
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        String end = process.isAlive() ? "no end" : "exit code " + process.exitValue();
        throw new AssertionError(
            String.join(" ", command)
                + ": "
                + end
                + "; out:\n"
                + Files.readString(out)
                + "err:\n"
                + Files.readString(err));
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return Outcome.in(Files.readString(out));
  }
}
