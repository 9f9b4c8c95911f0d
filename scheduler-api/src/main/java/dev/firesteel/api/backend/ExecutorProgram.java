package dev.firesteel.api.backend;

import java.nio.file.Path;
import java.util.List;

/**
 * The program of an executor's process.
 *
 * @param mainClass the class with the {@code main} method
 * @param classPath jars and directories on the driver's machine, in order
 * @param jvmOptions options for its JVM besides the heap size, which the profile says
 */
public record ExecutorProgram(String mainClass, List<Path> classPath, List<String> jvmOptions) {
  /** Copies the lists. */
  public ExecutorProgram {
    classPath = List.copyOf(classPath);
    jvmOptions = List.copyOf(jvmOptions);
  }
}
