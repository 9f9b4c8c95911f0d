package dev.firesteel.benchmarks.spark;

import dev.firesteel.benchmarks.work.PeerBench;
import dev.firesteel.benchmarks.work.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Runs one benchmark on Spark: its name, the directory for corpora, and a scale. The master and all
 * other settings come as properties {@code spark.*}; {@code launch} says which.
 */
public final class SparkBench {
  private SparkBench() {}

  /** Runs it. */
  public static void main(String[] args) throws IOException {
    try (Scratch scratch = Scratch.ofLauncher();
        JavaSparkContext context =
            new JavaSparkContext(new SparkConf().setAppName("bench-" + args[0]))) {
      new PeerBench(Path.of(args[1]), Double.parseDouble(args[2]))
          .run(args[0], new SparkPeer(context));
    }
  }
}
