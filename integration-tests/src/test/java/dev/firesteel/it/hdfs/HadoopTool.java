package dev.firesteel.it.hdfs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.firesteel.devcluster.DevCluster;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.jpountz.lz4.LZ4Factory;
import org.apache.hadoop.mapreduce.lib.input.TextInputFormat;

/** Programs of Hadoop's own, in JVMs of their own with the daemons' jars. */
final class HadoopTool {
  private static final long MINUTES = 2;

  private HadoopTool() {}

  /** What a program prints; its errors are those of the test. */
  static String output(DevCluster cluster, Class<?> main, List<String> arguments)
      throws IOException, InterruptedException, URISyntaxException {
    return output(cluster, main.getName(), arguments);
  }

  /** What a program prints; its errors are those of the test. */
  static String output(DevCluster cluster, String main, List<String> arguments)
      throws IOException, InterruptedException, URISyntaxException {
    Path output = Files.createTempFile("hadoop-tool", ".out");
    Path errors = Files.createTempFile("hadoop-tool", ".err");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx256m");
    command.add("-XX:+UseSerialGC");
    command.add("-cp");
    command.add(
        String.join(
            File.pathSeparator,
            cluster.configDirectory().toString(),
            place(HadoopTool.class),
            DevCluster.classPath(),
            place(TextInputFormat.class),
            place(LZ4Factory.class)));
    command.add(main);
    command.addAll(arguments);
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile());
      builder.environment().keySet().removeIf(key -> key.startsWith("HADOOP_"));
      Process process = builder.start();
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError(main + " did not end: " + Files.readString(errors, UTF_8));
      }
      if (process.exitValue() != 0) {
        throw new AssertionError(main + " failed: " + Files.readString(errors, UTF_8));
      }
      return Files.readString(output, UTF_8);
    } finally {
      Files.delete(output);
      Files.delete(errors);
    }
  }

  private static String place(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }
}
