package dev.firesteel.backend.mesos.serve;

import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.CommandInfo;

/**
 * What a sandbox is provided with to run a program. Paths are relative to {@link #DIRECTORY}, which
 * is in the sandbox.
 *
 * @param uris what the agent fetches
 * @param classPath jars and directories, in order
 * @param localized the directory of the user's jars, files and archives, if there are any
 * @param names the names in it
 * @param packed archives to unpack before the program runs
 * @param jvmOptions options that depend on the files, such as an archive of shared classes
 */
public record Provision(
    List<CommandInfo.URI> uris,
    List<String> classPath,
    Optional<String> localized,
    List<String> names,
    List<Packed> packed,
    List<String> jvmOptions) {
  /** The directory in the sandbox that holds all that is an executor's, and goes with it. */
  public static final String DIRECTORY = "executor";

  /**
   * An archive.
   *
   * @param file where it is
   * @param directory what it becomes
   */
  public record Packed(String file, String directory) {}

  /**
   * A runtime that is at agents already.
   *
   * @param home the directory of a distribution, which contains lib
   */
  public static Provision installed(String home) {
    return new Provision(
        List.of(), List.of(home + "/lib/*"), Optional.empty(), List.of(), List.of(), List.of());
  }

  /** Copies the lists. */
  public Provision {
    uris = List.copyOf(uris);
    classPath = List.copyOf(classPath);
    names = List.copyOf(names);
    packed = List.copyOf(packed);
    jvmOptions = List.copyOf(jvmOptions);
  }
}
