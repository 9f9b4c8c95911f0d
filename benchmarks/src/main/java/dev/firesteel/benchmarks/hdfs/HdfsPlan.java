package dev.firesteel.benchmarks.hdfs;

import dev.firesteel.benchmarks.Figures;
import dev.firesteel.dataset.Dataset;
import dev.firesteel.dataset.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * Lists and plans many small files, by turns with nothing but a loop over the NameNode's located
 * listing: first spread over a thousand directories, then all in one.
 */
public final class HdfsPlan {
  private static final int DIRECTORIES = 1_000;
  private static final int WRITERS = 32;
  private static final int ROUNDS = 5;
  private static final byte[] CONTENT =
      "a small file of one line\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  private final Session session;
  private final FileSystem client;
  private final Path root;
  private final int each;
  private final Figures figures;
  private boolean right = true;

  private HdfsPlan(Session session, FileSystem client, int each, Figures figures) {
    this.session = session;
    this.client = client;
    this.root = client.makeQualified(new Path("/firesteel-bench/plan"));
    this.each = each;
    this.figures = figures;
  }

  /** Writes the files, measures and removes them. */
  public static void run(Session session, int files, Figures figures) throws IOException {
    try (FileSystem client = FileSystem.newInstance(configuration())) {
      int each = Math.max(1, files / DIRECTORIES);
      new HdfsPlan(session, client, each, figures).run();
    }
  }

  /** That of the directory which the session reads too. */
  private static Configuration configuration() {
    Configuration configuration = new Configuration();
    String directory = System.getenv("HADOOP_CONF_DIR");
    if (directory != null) {
      configuration.addResource(new Path(directory, "core-site.xml"));
      configuration.addResource(new Path(directory, "hdfs-site.xml"));
    }
    return configuration;
  }

  private void run() throws IOException {
    client.delete(root, true);
    long start = System.nanoTime();
    inParallel(this::write);
    figures.with("files", (long) DIRECTORIES * each).with("write_s", Figures.seconds(start));
    List<Path> spread = IntStream.range(0, DIRECTORIES).mapToObj(this::directory).toList();
    measure("spread", spread, root + "/spread/*");
    count(root + "/spread/00*");
    Path flat = new Path(root, "flat");
    client.mkdirs(flat);
    inParallel(directory -> move(directory, flat));
    measure("flat", List.of(flat), flat.toString());
    client.delete(root, true);
    figures.answer(Long.toString((long) DIRECTORIES * each)).print(right);
  }

  private Path directory(int number) {
    return new Path(root, String.format(Locale.ROOT, "spread/%04d", number));
  }

  private void write(int directory) {
    for (int i = 0; i < each; i++) {
      Path file =
          new Path(directory(directory), String.format(Locale.ROOT, "%04d-%03d", directory, i));
      try (OutputStream out = client.create(file)) {
        out.write(CONTENT);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void move(int directory, Path target) {
    for (int i = 0; i < each; i++) {
      String name = String.format(Locale.ROOT, "%04d-%03d", directory, i);
      try {
        if (!client.rename(new Path(directory(directory), name), new Path(target, name))) {
          throw new IllegalStateException("Cannot move " + name);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void inParallel(IntConsumer work) throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try {
      List<? extends Future<?>> all =
          IntStream.range(0, DIRECTORIES)
              .mapToObj(directory -> threads.submit(() -> work.accept(directory)))
              .toList();
      for (Future<?> one : all) {
        one.get();
      }
    } catch (ExecutionException | InterruptedException e) {
      throw new IOException(e);
    } finally {
      threads.shutdownNow();
    }
  }

  private void measure(String name, List<Path> directories, String glob) throws IOException {
    double[] listing = new double[ROUNDS];
    double[] planning = new double[ROUNDS];
    int splits = 0;
    for (int i = -1; i < ROUNDS; i++) {
      long start = System.nanoTime();
      right &= list(directories) == (long) DIRECTORIES * each;
      double list = Figures.seconds(start);
      start = System.nanoTime();
      splits = session.textFile(glob).partitions();
      if (i >= 0) {
        listing[i] = list;
        planning[i] = Figures.seconds(start);
      }
    }
    long before = usedHeap();
    Dataset<String> planned = session.textFile(glob);
    right &= planned.partitions() == splits;
    figures
        .with(name + "_list_s", Figures.median(listing))
        .with(name + "_plan_s", Figures.median(planning))
        .with(name + "_splits", splits)
        .with(name + "_heap_mb", (usedHeap() - before) / 1e6);
    right &= planned.partitions() == splits; // what was planned was in memory until here
  }

  /** The located blocks of all files. */
  private long list(List<Path> directories) throws IOException {
    long blocks = 0;
    for (Path directory : directories) {
      RemoteIterator<LocatedFileStatus> files = client.listLocatedStatus(directory);
      while (files.hasNext()) {
        blocks += files.next().getBlockLocations().length;
      }
    }
    return blocks;
  }

  private void count(String glob) {
    long start = System.nanoTime();
    Dataset<String> lines = session.textFile(glob);
    long count = lines.count();
    right &= count == (long) each * DIRECTORIES / 10;
    figures
        .with("tenth_files", count)
        .with("tenth_splits", lines.partitions())
        .with("tenth_count_s", Figures.seconds(start));
  }

  private static long usedHeap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
