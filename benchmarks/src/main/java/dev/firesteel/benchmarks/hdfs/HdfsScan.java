package dev.firesteel.benchmarks.hdfs;

import dev.firesteel.api.config.Config;
import dev.firesteel.benchmarks.Figures;
import dev.firesteel.benchmarks.corpus.Corpus;
import dev.firesteel.dataset.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.client.HdfsDataInputStream;

/**
 * Counts the lines of a file of blocks of 64 MiB, by turns with {@link PlainClient} and with {@code
 * textFile().count()}: the ratio of both is of the same minutes of the same machine.
 */
public final class HdfsScan {
  private static final String HADOOP = "firesteel.hadoop.";
  private static final int COPIES = 2;
  private static final int BUFFER = 1 << 20;
  private static final long BLOCK = 64L << 20;
  private static final int ROUNDS = 7;
  private static final int WARM_UP = 2;
  private static final int THREADS = 2;

  private HdfsScan() {}

  /** Scans the corpus twice, which is put on HDFS if it is not there yet. */
  public static void run(Session session, Corpus corpus, Figures figures) throws IOException {
    Configuration configuration = configuration(session.config());
    Path file = new Path("/firesteel-bench/" + COPIES + "-" + corpus.file().getFileName());
    try (FileSystem files = FileSystem.newInstance(configuration)) {
      long bytes = put(corpus, files, file);
      long lines = corpus.fact("lines") * COPIES;
      boolean right = true;
      double[] plain = new double[ROUNDS];
      double[] ours = new double[ROUNDS];
      double[] ratios = new double[ROUNDS];
      double[] plainCpu = new double[ROUNDS];
      double[] ourCpu = new double[ROUNDS];
      String uri = files.makeQualified(file).toString();
      for (int i = -WARM_UP; i < ROUNDS; i++) {
        double cpu = cpuSeconds();
        long start = System.nanoTime();
        right &= PlainClient.newlines(files, file, THREADS) == lines;
        double theirs = Figures.seconds(start);
        double between = cpuSeconds();
        start = System.nanoTime();
        right &= session.textFile(uri).count() == lines;
        double mine = Figures.seconds(start);
        if (i >= 0) {
          plain[i] = bytes / 1e6 / theirs;
          ours[i] = bytes / 1e6 / mine;
          ratios[i] = theirs / mine;
          plainCpu[i] = between - cpu;
          ourCpu[i] = cpuSeconds() - between;
        }
      }
      figures
          .with("bytes", bytes)
          .with("short_circuit", shortCircuit(files, file))
          .with("plain_mb_per_s", Figures.median(plain))
          .with("mb_per_s", Figures.median(ours))
          .with("ratio", Figures.median(ratios))
          .with("plain_cpu_s", Figures.median(plainCpu))
          .with("cpu_s", Figures.median(ourCpu))
          .answer(Long.toString(lines))
          .print(right);
    }
  }

  /** Of this process; it tells more than the time does where a machine is busy. */
  private static double cpuSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
  }

  /** As the session has it, whose settings are stronger than Hadoop's own files. */
  private static Configuration configuration(Config config) {
    Configuration configuration = new Configuration();
    String directory = System.getenv("HADOOP_CONF_DIR");
    if (directory != null) {
      configuration.addResource(new Path(directory, "core-site.xml"));
      configuration.addResource(new Path(directory, "hdfs-site.xml"));
    }
    for (Map.Entry<String, String> setting : config.asMap().entrySet()) {
      if (setting.getKey().startsWith(HADOOP)) {
        configuration.set(setting.getKey().substring(HADOOP.length()), setting.getValue());
      }
    }
    return configuration;
  }

  private static long put(Corpus corpus, FileSystem files, Path file) throws IOException {
    long bytes = corpus.fact("bytes") * COPIES;
    if (!files.exists(file) || files.getFileStatus(file).getLen() != bytes) {
      files.mkdirs(file.getParent());
      try (FSDataOutputStream out = files.create(file, true, BUFFER, (short) 1, BLOCK)) {
        for (int i = 0; i < COPIES; i++) {
          Files.copy(corpus.file(), out);
        }
      }
    }
    return bytes;
  }

  /** Bytes of the first MiB that did not come through the DataNode. */
  private static long shortCircuit(FileSystem files, Path file) throws IOException {
    try (FSDataInputStream in = files.open(file)) {
      in.readFully(new byte[BUFFER]);
      return in instanceof HdfsDataInputStream hdfs
          ? hdfs.getReadStatistics().getTotalShortCircuitBytesRead()
          : 0;
    }
  }
}
