package dev.firesteel.backend.yarn.container;

import java.util.List;

/**
 * A JVM to start in a container.
 *
 * @param mainClass the class with the {@code main} method
 * @param arguments its arguments, passed as they are
 * @param options options for the JVM; {@code <LOG_DIR>} in them is the directory of the container's
 *     logs
 * @param heapMiB the heap's limit in MiB
 * @param directMiB the limit of direct buffers in MiB, unless the options say another
 * @param cores processor cores that it may use, at least 1
 */
public record JavaProcess(
    String mainClass,
    List<String> arguments,
    List<String> options,
    long heapMiB,
    long directMiB,
    int cores) {
  /** Copies the lists. */
  public JavaProcess {
    arguments = List.copyOf(arguments);
    options = List.copyOf(options);
  }

  /** Only what is no secret: arguments and options can be long. */
  @Override
  public String toString() {
    return "JavaProcess[" + mainClass + ", heap " + heapMiB + " MiB]";
  }
}
