package dev.firesteel.devcluster;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code dev-cluster up}: starts a cluster that stays, or says that it is there. */
final class UpCommand {
  private static final long LEAST_FREE_BYTES = 256L << 20;

  private final Layout layout;
  private final PrintStream out;
  private final PrintStream err;

  UpCommand(Layout layout, PrintStream out, PrintStream err) {
    this.layout = layout;
    this.out = out;
    this.err = err;
  }

  boolean run(List<String> words) throws IOException {
    UpOptions options = new UpOptions(words);
    ClusterSpec spec = options.spec(layout.directory());
    Files.createDirectories(layout.directory());
    try (FileChannel lock = ExistingCluster.lock(layout)) {
      Optional<ExistingCluster> there = ExistingCluster.in(layout);
      if (there.isPresent()) {
        List<String> before = saved();
        boolean cameUp = Files.exists(options());
        if (!cameUp && there.get().running().isEmpty()) {
          OwnFiles.delete(layout.data()); // of a first start that failed
        } else if (words.isEmpty()) {
          spec = new UpOptions(before).spec(layout.directory());
        } else if (!before.equals(words)) {
          throw new DevClusterException(
              "The cluster in "
                  + layout.directory()
                  + " was made by 'dev-cluster up "
                  + String.join(" ", before)
                  + "' (say the same or nothing; or 'dev-cluster down' first, which removes it; or"
                  + " name another --directory)");
        }
        if (!there.get().running().isEmpty()) {
          return alreadyUp(there.get());
        }
      } else {
        refuseStrangers();
      }
      checkSpace();
      start(spec, words.isEmpty() ? saved() : words);
      return true;
    }
  }

  private boolean alreadyUp(ExistingCluster there) {
    List<String> missing = there.missing();
    if (!missing.isEmpty()) {
      throw new DevClusterException(
          "The cluster in "
              + layout.directory()
              + " is half up: "
              + String.join(", ", there.running().keySet())
              + " run, "
              + String.join(", ", missing)
              + " not ("
              + layout.logs()
              + " may tell why; 'dev-cluster down --keep-data' and 'dev-cluster up' start it anew)");
    }
    out.println("# The cluster is already up");
    tell(there.description());
    return true;
  }

  private void start(ClusterSpec spec, List<String> words) throws IOException {
    err.println("firesteel: starting daemons in " + layout.directory() + " ...");
    DevCluster cluster = DevCluster.start(spec);
    Files.write(options(), words);
    tell(Description.read(layout));
    cluster.daemons().stream()
        .filter(each -> each.kind() == DaemonKind.RESOURCEMANAGER)
        .forEach(each -> out.println("# YARN's ResourceManager: http://" + each.http()));
  }

  private void tell(Description description) {
    new Surroundings(layout, description).lines().forEach(out::println);
  }

  private Path options() {
    return layout.directory().resolve("up-options");
  }

  private List<String> saved() throws IOException {
    return Files.exists(options()) ? Files.readAllLines(options()) : List.of();
  }

  private void refuseStrangers() throws IOException {
    try (var files = Files.list(layout.directory())) {
      if (files.anyMatch(file -> !file.equals(layout.lock()))) {
        throw new DevClusterException(
            "Cannot use "
                + layout.directory()
                + ": it holds something else than a cluster (name an empty or new --directory)");
      }
    }
  }

  private void checkSpace() throws IOException {
    long free = Files.getFileStore(layout.directory()).getUsableSpace();
    if (free < LEAST_FREE_BYTES) {
      throw new DevClusterException(
          "Only "
              + (free >> 20)
              + " MiB are free in "
              + layout.directory()
              + ", too little for HDFS (free some, or name another --directory)");
    }
  }
}
