package dev.firesteel.shipping;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.MemoryKeys;
import dev.firesteel.api.resource.ResourceProfile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The size of a JVM in a container whose memory is limited.
 *
 * @param heapMiB the heap's limit in MiB
 * @param directMiB the limit of direct buffers in MiB, unless the user says another
 * @param cores processor cores that it may use, at least 1
 */
public record ContainerJvm(long heapMiB, long directMiB, int cores) {
  private static final long MIB = 1L << 20;
  private static final Pattern LOG_SETTINGS =
      Pattern.compile("(-Dlog4j2?\\.configurationFile=)(?:file:)?(/.*)");

  /** That of an executor in a container of {@link MemoryKeys#executorContainerMiB}. */
  public static ContainerJvm ofExecutor(Config config, ResourceProfile profile) {
    long heap = profile.executor().memoryMiB();
    long offHeap = (config.get(MemoryKeys.OFF_HEAP) + MIB - 1) / MIB;
    long overhead = MemoryKeys.executorContainerMiB(config, heap) - heap - offHeap;
    // the other half of the overhead is the JVM's own
    return new ContainerJvm(heap, offHeap + overhead / 2, profile.executor().cores());
  }

  /** Options for the sizes, as far as the user's options leave them open, and for an exact end. */
  public List<String> options(List<String> ofUser) {
    List<String> all = new ArrayList<>();
    all.add("-Xmx" + heapMiB + "m");
    if (ofUser.stream().noneMatch(option -> option.matches("-XX:\\+Use\\w*GC"))) {
      all.addAll(
          cores == 1
              ? List.of("-XX:+UseSerialGC")
              : List.of("-XX:+UseParallelGC", "-XX:ParallelGCThreads=" + cores));
    }
    if (ofUser.stream().noneMatch(option -> option.startsWith("-XX:MaxDirectMemorySize="))) {
      all.add("-XX:MaxDirectMemorySize=" + directMiB + "m");
    }
    all.add("-XX:+ExitOnOutOfMemoryError");
    all.add("-XX:+DisplayVMOutputToStderr"); // clusters report the end of stderr
    all.add("-XX:-UsePerfData"); // no file in the common directory for temporary files
    return all;
  }

  /**
   * An option as it is meant in a container. Settings of the logging in a file of the driver's
   * machine are the file of that name among the application's, or else not there.
   *
   * @param directory the directory of the application's files, seen from the JVM's
   * @param there whether a file of a name is among them
   */
  public static Optional<String> inContainer(
      String option, String directory, Predicate<String> there) {
    Matcher settings = LOG_SETTINGS.matcher(option);
    if (!settings.matches()) {
      return Optional.of(option);
    }
    String name = String.valueOf(Path.of(settings.group(2)).getFileName());
    return there.test(name)
        ? Optional.of(settings.group(1) + directory + "/" + name)
        : Optional.empty();
  }
}
