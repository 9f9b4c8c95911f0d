package dev.firesteel.api.backend;

import java.nio.file.Path;
import java.util.List;

/**
 * The program of an executor's process.
 *
 * <p>What it finds when it runs in a process of its own: its launch's arguments and environment; a
 * directory of its own as current directory and another one as {@code java.io.tmpdir}, both deleted
 * after its end. Where the system property {@link #SCRATCH} is set, it lists directories (separated
 * as in a class path) for its blocks, deleted after its end, however that came; they stand for the
 * setting {@code firesteel.local.dirs}. Where the system property {@link #LOCALIZED} is set, it is
 * a directory in which the application's jars, files and archives ({@code firesteel.jars}, {@code
 * firesteel.files}, {@code firesteel.archives}) lie under their own names; elsewhere they are where
 * the driver has them. Where the system property {@link #SERVES} is set, it is the address at which
 * it serves others, and stands for the one of its arguments: a container with a network of its own
 * knows it first. Its standard output and error are its log.
 *
 * <p>When to end: where the system property {@code firesteel.lifeline} is {@code stdin} (backends
 * on the driver's machine set it), standard input is a pipe on which nothing is ever written. Its
 * end means that the executor was released or that the driver is gone, even by SIGKILL: the program
 * ends at once, and is forced after the backend's grace time. Elsewhere the broken connection to
 * the driver says the same.
 *
 * <p>Exit codes: 0 for an end that was meant; {@link #OUT_OF_MEMORY}, or 3 from {@code
 * -XX:+ExitOnOutOfMemoryError}, for exhausted memory; anything else for a failure.
 *
 * @param mainClass the class with the {@code main} method
 * @param classPath jars and directories on the driver's machine, in order
 * @param jvmOptions options for its JVM besides the heap size, which the profile says, and a
 *     container's limit of direct memory, which its backend knows
 */
public record ExecutorProgram(String mainClass, List<Path> classPath, List<String> jvmOptions) {
  /** The system property that lists directories for blocks. */
  public static final String SCRATCH = "firesteel.scratch";

  /** The system property that names the directory of the application's jars and files. */
  public static final String LOCALIZED = "firesteel.localized";

  /** The system property with the address at which others reach the program. */
  public static final String SERVES = "firesteel.serves";

  /** The exit code of a program that saw its memory exhausted. */
  public static final int OUT_OF_MEMORY = 24;

  /** Copies the lists. */
  public ExecutorProgram {
    classPath = List.copyOf(classPath);
    jvmOptions = List.copyOf(jvmOptions);
  }
}
