package dev.firesteel.benchmarks.mapreduce;

import dev.firesteel.benchmarks.work.PeerBench;
import dev.firesteel.benchmarks.work.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;

/**
 * Runs one benchmark on MapReduce's LocalJobRunner: the master's name, which it only repeats, the
 * benchmark's name, the directory for corpora, and a scale. The settings of Hadoop come as
 * properties; {@code launch} says which.
 */
public final class MapReduceBench {
  private MapReduceBench() {}

  /** Runs it. */
  public static void main(String[] args) throws IOException {
    Configuration configuration = new Configuration();
    for (String name : System.getProperties().stringPropertyNames()) {
      if (name.startsWith("mapreduce.") || name.startsWith("hadoop.")) {
        configuration.set(name, System.getProperty(name));
      }
    }
    try (Scratch scratch = Scratch.ofLauncher()) {
      new PeerBench(Path.of(args[2]), Double.parseDouble(args[3]))
          .run(args[1], new MapReducePeer(args[0], configuration));
    }
  }
}
