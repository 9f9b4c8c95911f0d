package dev.firesteel.shipping;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the entries of a class path are in the directory of a container: jars in {@code
 * runtime/lib}, the files of directories in {@code runtime/classes-N}. The same for the same class
 * path everywhere, so that one archive of shared classes fits all nodes.
 *
 * @param files all files, in the order of the class path
 * @param classPath the class path relative to the container's directory
 */
public record RuntimeLayout(List<Entry> files, List<String> classPath) {
  /** The directory of the runtime inside the container's. */
  public static final String DIRECTORY = "runtime";

  /** What only terminals of users need. */
  private static final Pattern FOR_TERMINALS = Pattern.compile("(jline-|progressbar-).*\\.jar");

  /** Beside it lies nothing but the distribution. */
  private static final Pattern OF_DISTRIBUTION = Pattern.compile("firesteel-cli-.*\\.jar");

  private static final String FORM = "firesteel-runtime-1\n";

  /**
   * A file of the runtime.
   *
   * @param name its path below {@link #DIRECTORY}
   * @param file where it is on this machine
   */
  public record Entry(String name, Path file) {}

  /** Copies the lists. */
  public RuntimeLayout {
    files = List.copyOf(files);
    classPath = List.copyOf(classPath);
  }

  /**
   * The layout of a class path; what does not exist is left out, as the JVM does. What only this
   * extent needs comes last, so that the layout of executors is a beginning of all others, and an
   * archive of shared classes for it fits them too.
   */
  public static RuntimeLayout of(List<Path> classPath, Extent extent) throws IOException {
    Set<Path> distributions = distributions(classPath);
    List<Path> first = new ArrayList<>();
    List<Path> last = new ArrayList<>();
    for (Path path : classPath) {
      String base = String.valueOf(path.getFileName());
      boolean special = Extent.ofClusters(base) && distributions.contains(path.getParent());
      if (!special) {
        first.add(path);
      } else if (extent.further(base)) {
        last.add(path);
      }
    }
    first.addAll(last);
    return of(first);
  }

  private static Set<Path> distributions(List<Path> classPath) {
    Set<Path> found = new HashSet<>();
    for (Path path : classPath) {
      Path parent = path.getParent();
      if (parent != null && OF_DISTRIBUTION.matcher(String.valueOf(path.getFileName())).matches()) {
        found.add(parent);
      }
    }
    return found;
  }

  private static RuntimeLayout of(List<Path> classPath) throws IOException {
    List<Entry> files = new ArrayList<>();
    List<String> relative = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Path path : classPath) {
      String base = String.valueOf(path.getFileName());
      if (Files.isDirectory(path)) {
        String name = "classes-" + relative.size();
        files.addAll(tree(name, path));
        relative.add(DIRECTORY + "/" + name);
      } else if (Files.exists(path) && !FOR_TERMINALS.matcher(base).matches()) {
        String name = "lib/" + (names.add(base) ? base : relative.size() + "-" + base);
        files.add(new Entry(name, path));
        relative.add(DIRECTORY + "/" + name);
      }
    }
    return new RuntimeLayout(files, relative);
  }

  private static List<Entry> tree(String name, Path directory) throws IOException {
    try (Stream<Path> walk = Files.walk(directory)) {
      return walk.filter(Files::isRegularFile)
          .map(file -> new Entry(name + "/" + slashes(directory.relativize(file)), file))
          .sorted((a, b) -> a.name().compareTo(b.name()))
          .toList();
    }
  }

  private static String slashes(Path relative) {
    return relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
  }

  /** The same with another file that is not on the class path. */
  public RuntimeLayout with(Entry extra) {
    List<Entry> all = new ArrayList<>(files);
    all.add(extra);
    return new RuntimeLayout(all, classPath);
  }

  /** Stands for the names and contents of all files. */
  public Digest identity(Digests digests) throws IOException {
    StringBuilder text = new StringBuilder(FORM);
    for (Entry each : files) {
      text.append(digests.of(each.file()).hex()).append(' ').append(each.name()).append('\n');
    }
    return Digest.of(text.toString());
  }
}
